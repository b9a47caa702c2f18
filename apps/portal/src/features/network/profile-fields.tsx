"use client";
import { useTranslations } from "next-intl";
import type { HTMLInputTypeAttribute } from "react";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { authentications, interfaces, isWireless, type ProfileDraft, vpnTypes } from "./profile-draft";

type Props = {
  draft: ProfileDraft;
  wrong: ReadonlyMap<string, string>;
  ourUrl: string;
  onChange: (draft: ProfileDraft) => void;
};

/** The address and the way to it; a radio has its APN, and anything may go through a VPN. */
export function ProfileFields({ draft, wrong, ourUrl, onChange }: Props) {
  const t = useTranslations("network");
  const change = (changes: Partial<ProfileDraft>) => onChange({ ...draft, ...changes });
  const optionsOf = <T extends string>(values: readonly T[]) => values.map((value) => ({ value, label: value }));
  return (
    <div className="stack stack--4">
      <Input
        label={t("url")}
        help={t("urlHelp")}
        error={wrong.get("ocppCsmsUrl")}
        type="url"
        value={draft.url}
        maxLength={512}
        placeholder={ourUrl}
        autoComplete="off"
        spellCheck={false}
        aside={
          <Button size="s" onClick={() => change({ url: ourUrl })}>
            {t("useOurs")}
          </Button>
        }
        onChange={(event) => change({ url: event.target.value })}
      />
      <div className="two">
        <Select
          label={t("securityProfile")}
          value={draft.securityProfile}
          error={wrong.get("securityProfile")}
          options={(["1", "2", "3"] as const).map((value) => ({ value, label: t(`securityIs.${value}`) }))}
          onChange={(securityProfile) => change({ securityProfile })}
        />
        <Select
          label={t("interface")}
          value={draft.ocppInterface}
          options={optionsOf(interfaces)}
          onChange={(ocppInterface) => change({ ocppInterface })}
        />
      </div>
      <Input
        label={t("messageTimeout")}
        unit="s"
        inputMode="numeric"
        value={draft.messageTimeout}
        error={wrong.get("messageTimeout")}
        onChange={(event) => change({ messageTimeout: event.target.value })}
      />
      {isWireless(draft) ? <ApnFields draft={draft} wrong={wrong} onChange={onChange} /> : null}
      <label className="row">
        <input
          type="checkbox"
          checked={draft.withVpn}
          onChange={(event) => change({ withVpn: event.target.checked })}
        />
        {t("useVpn")}
      </label>
      {draft.withVpn ? <VpnFields draft={draft} wrong={wrong} onChange={onChange} /> : null}
    </div>
  );
}

type Group = Omit<Props, "ourUrl">;

function ApnFields({ draft, wrong, onChange }: Group) {
  const t = useTranslations("network");
  const { apn } = draft;
  const change = (changes: Partial<ProfileDraft["apn"]>) => onChange({ ...draft, apn: { ...apn, ...changes } });
  const text = (name: "apn" | "apnUserName" | "apnPassword" | "simPin", type: HTMLInputTypeAttribute = "text") => (
    <Secretive
      label={t(`apn.${name}`)}
      type={type}
      value={apn[name]}
      error={wrong.get(`apn.${name}`)}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <div className="two">
      {text("apn")}
      <Select
        label={t("apn.apnAuthentication")}
        value={apn.apnAuthentication}
        options={authentications.map((value) => ({ value, label: value }))}
        onChange={(apnAuthentication) => change({ apnAuthentication })}
      />
      {text("apnUserName")}
      {text("apnPassword", "password")}
      {text("simPin", "password")}
    </div>
  );
}

function VpnFields({ draft, wrong, onChange }: Group) {
  const t = useTranslations("network");
  const { vpn } = draft;
  const change = (changes: Partial<ProfileDraft["vpn"]>) => onChange({ ...draft, vpn: { ...vpn, ...changes } });
  const text = (name: "server" | "user" | "group" | "password" | "key", type: HTMLInputTypeAttribute = "text") => (
    <Secretive
      label={t(`vpn.${name}`)}
      type={type}
      value={vpn[name]}
      error={wrong.get(`vpn.${name}`)}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <div className="two">
      {text("server")}
      <Select
        label={t("vpn.type")}
        value={vpn.type}
        options={vpnTypes.map((value) => ({ value, label: value }))}
        onChange={(type) => change({ type })}
      />
      {text("user")}
      {text("group")}
      {text("password", "password")}
      {text("key", "password")}
    </div>
  );
}

/** The browser is to remember none of it. */
function Secretive({
  label,
  type,
  value,
  error,
  onChange,
}: {
  label: string;
  type: HTMLInputTypeAttribute;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Input
      label={label}
      type={type}
      value={value}
      error={error}
      autoComplete={type === "password" ? "new-password" : "off"}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
