"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Select } from "@/ui/select";
import { Segments } from "@/ui/tabs";
import { Switch } from "@/ui/tick";
import { SendDialog } from "../commands/send-dialog";
import type { StationDetail } from "../stations/station";

const references = ["idToken", "customerIdentifier", "customerCertificate"] as const;
type Reference = (typeof references)[number];
const tokenTypes = ["ISO14443", "ISO15693", "Central", "eMAID", "KeyCode", "Local", "MacAddress"] as const;
const hashAlgorithms = ["SHA256", "SHA384", "SHA512"] as const;

/** N09, N10: told, wiped, or both. The customer is named in one way. */
export function RequestCustomer({ station, onClose }: { station: StationDetail; onClose: () => void }) {
  const t = useTranslations("diagnostics");
  const [by, setBy] = useState<Reference>("idToken");
  const [token, setToken] = useState("");
  const [type, setType] = useState<(typeof tokenTypes)[number]>("ISO14443");
  const [identifier, setIdentifier] = useState("");
  const [certificate, setCertificate] = useState({ issuerNameHash: "", issuerKeyHash: "", serialNumber: "" });
  const [hashAlgorithm, setHashAlgorithm] = useState<(typeof hashAlgorithms)[number]>("SHA256");
  const [report, setReport] = useState(true);
  const [clear, setClear] = useState(false);
  const [isTold, setTold] = useState(false);
  const send = useMutation(useTRPC().diagnostics.requestCustomer.mutationOptions());

  const named = {
    idToken: { idToken: { idToken: token.trim(), type } },
    customerIdentifier: { customerIdentifier: identifier.trim() },
    customerCertificate: { customerCertificate: { hashAlgorithm, ...certificate } },
  }[by];
  const isMissing = {
    idToken: token.trim() === "",
    customerIdentifier: identifier.trim() === "",
    customerCertificate: Object.values(certificate).some((text) => text.trim() === ""),
  }[by];
  const missing = isTold && isMissing ? t("fault.customer") : undefined;
  const isNothing = !report && !clear;
  const go = () => {
    setTold(true);
    if (!isMissing && !isNothing) send.mutate({ identity: station.identity, ask: { report, clear, ...named } });
  };
  const text = (label: string, value: string, onChange: (value: string) => void, maxLength: number) => (
    <Input
      label={label}
      value={value}
      error={missing && value.trim() === "" ? missing : undefined}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  const hash = (name: keyof typeof certificate, maxLength: number) =>
    text(
      t(`certificate.${name}`),
      certificate[name],
      (value) => setCertificate({ ...certificate, [name]: value }),
      maxLength,
    );

  return (
    <SendDialog
      station={station}
      title={t("askCustomer")}
      note={t("askCustomerNote")}
      verb={t(clear ? "askAndWipe" : "askCustomer")}
      look={clear ? "stop" : "go"}
      sending={send}
      onSend={go}
      onClose={onClose}
    >
      <Segments
        label={t("namedBy")}
        value={by}
        options={references.map((value) => ({ value, label: t(`reference.${value}`) }))}
        onChange={setBy}
      />
      {by === "idToken" ? (
        <div className="two">
          {text(t("card"), token, setToken, 36)}
          <Select
            label={t("tokenType")}
            value={type}
            options={tokenTypes.map((value) => ({ value, label: value }))}
            onChange={setType}
          />
        </div>
      ) : null}
      {by === "customerIdentifier" ? text(t("reference.customerIdentifier"), identifier, setIdentifier, 64) : null}
      {by === "customerCertificate" ? (
        <>
          <Select
            label={t("certificate.hashAlgorithm")}
            value={hashAlgorithm}
            options={hashAlgorithms.map((value) => ({ value, label: value }))}
            onChange={setHashAlgorithm}
          />
          {hash("issuerNameHash", 128)}
          {hash("issuerKeyHash", 128)}
          {hash("serialNumber", 40)}
        </>
      ) : null}
      <Switch label={t("tell")} note={t("tellNote")} checked={report} onChange={setReport} />
      <Switch label={t("wipe")} note={t("wipeNote")} checked={clear} onChange={setClear} />
      {isNothing ? <Notice tone="warn" title={t("fault.nothing")} /> : null}
    </SendDialog>
  );
}
