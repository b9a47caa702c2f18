"use client";
import "./login.css";
import { useTranslations } from "next-intl";
import { Mark } from "../frame/mark";
import { LanguageChoice } from "./language-choice";
import type { LoginOutcome } from "./log-in";
import { LoginForm } from "./login-form";
import { LoginScene } from "./login-scene";

export function LoginPage({ leadsTo, before }: { leadsTo: string; before: LoginOutcome | undefined }) {
  const t = useTranslations("login");
  return (
    <div className="door">
      <main className="door__form" id="main">
        <div className="row">
          <span className="logo">
            <Mark />
          </span>
          <b className="strong">Stationmaster</b>
        </div>
        <LoginForm leadsTo={leadsTo} before={before} />
        <footer className="door__foot">
          <span>{t("product")}</span>
          <LanguageChoice />
        </footer>
      </main>
      <LoginScene />
    </div>
  );
}
