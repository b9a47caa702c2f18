"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { Select } from "@/ui/select";
import { connectorTypes, type NewEvse } from "./new-station";

type Props = {
  evses: NewEvse[];
  busy: boolean;
  error: unknown;
  onChange: (evses: NewEvse[]) => void;
  onBack: () => void;
  onCreate: () => void;
};

/** What the station has. It will say so itself; told ahead, the wizard can check it. */
export function EvseStep({ evses, busy, error, onChange, onBack, onCreate }: Props) {
  const t = useTranslations("onboarding");
  const set = (at: number, connectors: string[]) =>
    onChange(evses.map((evse, n) => (n === at ? { connectors } : evse)));
  const options = connectorTypes.map((type) => ({ value: type as string, label: t(`connector.${type}`), note: type }));
  return (
    <>
      <p className="sub">{t("evsesNote")}</p>
      {evses.map((evse, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an EVSE is its number
        <fieldset key={at} className="part">
          <legend>{t("evse", { n: at + 1 })}</legend>
          <Button
            look="bare"
            size="s"
            icon="x"
            iconOnly
            aria-label={t("removeEvse", { n: at + 1 })}
            onClick={() => onChange(evses.filter((_, n) => n !== at))}
          />
          {evse.connectors.map((type, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a connector is its number
            <div key={n} className="beside">
              <div className="grow">
                <Select
                  label={t("connectorNumber", { n: n + 1 })}
                  value={type}
                  options={options}
                  onChange={(next) =>
                    set(
                      at,
                      evse.connectors.map((one, m) => (m === n ? next : one)),
                    )
                  }
                />
              </div>
              {evse.connectors.length > 1 ? (
                <Button
                  look="bare"
                  size="s"
                  icon="x"
                  iconOnly
                  aria-label={t("removeConnector", { n: n + 1 })}
                  onClick={() =>
                    set(
                      at,
                      evse.connectors.filter((_, m) => m !== n),
                    )
                  }
                />
              ) : null}
            </div>
          ))}
          {evse.connectors.length < 4 ? (
            <div>
              <Button
                size="s"
                icon="plus"
                onClick={() => set(at, [...evse.connectors, evse.connectors.at(-1) ?? "cType2"])}
              >
                {t("addConnector")}
              </Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      {evses.length < 32 ? (
        <div>
          <Button
            size="s"
            icon="plus"
            onClick={() => onChange([...evses, { connectors: [...(evses.at(-1)?.connectors ?? ["cType2"])] }])}
          >
            {t("addEvse")}
          </Button>
        </div>
      ) : null}
      {error ? <Failure error={error} /> : null}
      <div className="row">
        <Button onClick={onBack}>{t("back")}</Button>
        <Button look="go" busy={busy} onClick={onCreate}>
          {t("create")}
        </Button>
      </div>
    </>
  );
}
