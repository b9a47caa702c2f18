import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";
import type { Network } from "./network";

export type NewProfile = inferRouterInputs<AppRouter>["network"]["start"]["connectionData"];

export const interfaces = [
  ...(["Wired0", "Wired1", "Wired2", "Wired3"] as const),
  ...(["Wireless0", "Wireless1", "Wireless2", "Wireless3"] as const),
];
export const authentications = ["NONE", "PAP", "CHAP", "AUTO"] as const;
export const vpnTypes = ["IKEv2", "IPSec", "L2TP", "PPTP"] as const;

/** As it stands in the form; empty texts are left out of the profile. */
export type ProfileDraft = {
  url: string;
  securityProfile: "1" | "2" | "3";
  ocppInterface: (typeof interfaces)[number];
  messageTimeout: string;
  apn: { apn: string; apnAuthentication: (typeof authentications)[number] } & Record<
    "apnUserName" | "apnPassword" | "simPin",
    string
  >;
  withVpn: boolean;
  vpn: { type: (typeof vpnTypes)[number] } & Record<"server" | "user" | "group" | "password" | "key", string>;
};

export const isWireless = ({ ocppInterface }: ProfileDraft) => ocppInterface.startsWith("Wireless");

export const firstDraft = ({ securityProfile }: Network): ProfileDraft => ({
  url: "",
  securityProfile: securityProfile === 3 ? "3" : securityProfile === 2 ? "2" : "1",
  ocppInterface: "Wired0",
  messageTimeout: "30",
  apn: { apn: "", apnAuthentication: "AUTO", apnUserName: "", apnPassword: "", simPin: "" },
  withVpn: false,
  vpn: { type: "IKEv2", server: "", user: "", group: "", password: "", key: "" },
});

const given = <K extends string>(name: K, text: string): { [N in K]?: string } =>
  (text.trim() === "" ? {} : { [name]: text.trim() }) as { [N in K]?: string };

export function profileOf(draft: ProfileDraft): NewProfile {
  const { apn, vpn } = draft;
  return {
    ...{ ocppCsmsUrl: draft.url.trim(), messageTimeout: Number(draft.messageTimeout) },
    ...{ securityProfile: Number(draft.securityProfile), ocppInterface: draft.ocppInterface },
    ...(isWireless(draft) && apn.apn.trim() !== ""
      ? {
          apn: {
            ...{ apn: apn.apn.trim(), apnAuthentication: apn.apnAuthentication },
            ...given("apnUserName", apn.apnUserName),
            ...given("apnPassword", apn.apnPassword),
            ...(apn.simPin.trim() === "" ? {} : { simPin: Number(apn.simPin) }),
          },
        }
      : {}),
    ...(draft.withVpn
      ? {
          vpn: {
            ...{ type: vpn.type, server: vpn.server.trim(), user: vpn.user.trim() },
            ...{ password: vpn.password, key: vpn.key, ...given("group", vpn.group) },
          },
        }
      : {}),
  };
}
