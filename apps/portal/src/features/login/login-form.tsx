"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { type LoginOutcome, logIn } from "./log-in";

type Refusal = Exclude<LoginOutcome, "in">;
const refusalOf = (outcome: LoginOutcome | undefined): Refusal | undefined => (outcome === "in" ? undefined : outcome);

/** Mail and password. What was typed stays when it was refused; the password alone is asked for again. */
export function LoginForm({ leadsTo, before }: { leadsTo: string; before: LoginOutcome | undefined }) {
  const t = useTranslations("login");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isSeen, setSeen] = useState(false);
  const [isTold, setTold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(refusalOf(before));
  const mailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const wrongMail =
    isTold && !/^\S+@\S+$/.test(email.trim()) ? t(email.trim() ? "mailWrong" : "mailMissing") : undefined;
  const wrongPassword = isTold && password === "" ? t("passwordMissing") : refusal === "wrong" ? t("wrong") : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    setRefusal(undefined);
    if (!/^\S+@\S+$/.test(email.trim())) return mailField.current?.focus();
    if (password === "") return passwordField.current?.focus();
    setBusy(true);
    const outcome = await logIn(email.trim(), password);
    // The whole page is loaded anew: nothing of whoever was here before is kept.
    if (outcome === "in") return window.location.assign(leadsTo);
    setBusy(false);
    setRefusal(outcome);
    if (outcome === "wrong") {
      passwordField.current?.focus();
      passwordField.current?.select();
    }
  };

  return (
    // Before the script is there a form by GET would write the password into the address.
    <form method="post" noValidate aria-labelledby="login-title" onSubmit={submit}>
      <div>
        <h1 id="login-title">{t("title")}</h1>
        <p className="sub">{t("note")}</p>
      </div>
      {refusal && refusal !== "wrong" ? (
        <Notice tone={toneOf[refusal]} title={t(`${refusal}.title`)}>
          <p>{t(`${refusal}.next`)}</p>
        </Notice>
      ) : null}
      <Input
        ref={mailField}
        label={t("mail")}
        error={wrongMail}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Input
        ref={passwordField}
        label={t("password")}
        error={wrongPassword}
        type={isSeen ? "text" : "password"}
        name="password"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
          if (refusal === "wrong") setRefusal(undefined);
        }}
        unit={
          <Button
            look="bare"
            size="s"
            icon="eye"
            iconOnly
            aria-pressed={isSeen}
            aria-label={t("showPassword")}
            onClick={() => setSeen(!isSeen)}
          />
        }
      />
      <span className="vh" role="alert">
        {wrongMail ?? wrongPassword}
      </span>
      <Button look="go" type="submit" busy={isBusy}>
        {t("go")}
      </Button>
      <p className="small dim">{t("forgotten")}</p>
    </form>
  );
}

const toneOf = { tooMany: "warn", noAccess: "warn", unreachable: "off", failed: "bad" } as const;
