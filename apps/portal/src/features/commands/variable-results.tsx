import { Tag } from "@/ui/tag";
import { isGoodAnswer, type VariableResult, variableResults } from "./answer";

/** What came of each variable that was set or asked for, however many requests it took. */
export function VariableResults({ response }: { response: unknown }) {
  const results = variableResults(response);
  if (results.length === 0) return null;
  return (
    <div className="lines">
      {results.flatMap((result, place) => {
        const { attributeStatus, attributeValue } = result;
        // One name may stand there twice.
        const key = `${place} ${nameOf(result)}`;
        return [
          <span key={key} className="mono small wrap-any">
            {nameOf(result)}
            <small>{attributeValue ?? reasonOf(result)}</small>
          </span>,
          <span key={`${key} status`}>
            <Tag tone={isGoodAnswer(attributeStatus) ? "good" : "warn"}>{attributeStatus}</Tag>
          </span>,
        ];
      })}
    </div>
  );
}

function nameOf({ component, variable, attributeType }: VariableResult): string {
  const { evse } = component;
  const place = evse ? `@${[evse.id, evse.connectorId].filter((id) => id !== undefined).join(".")}` : "";
  const withInstance = ({ name, instance }: { name: string; instance?: string }) =>
    instance ? `${name}[${instance}]` : name;
  const type = attributeType && attributeType !== "Actual" ? ` (${attributeType})` : "";
  return `${withInstance(component)}${place}.${withInstance(variable)}${type}`;
}

const reasonOf = ({ attributeStatusInfo: info }: VariableResult) =>
  info ? [info.reasonCode, info.additionalInfo].filter(Boolean).join(": ") : undefined;
