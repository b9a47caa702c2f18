import { openApiDocument } from "./openapi";
import { httpStatuses } from "./problem";
import type { Route } from "./route";
import { routes } from "./routes";

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: object };
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { content: { "application/json": { schema: object } } };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
};

/** The document as a page: no scripts, nothing from elsewhere. */
export function docsPage(): string {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Operation>> };
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const operations = routes
      .filter((route) => route.tag === tag)
      .map((route) => operationHtml(route, paths[route.path]![route.method.toLowerCase()]!));
    return `<section><h2 id="${text(tag)}">${text(tag)}</h2>${operations.join("")}</section>`;
  });
  const problems = Object.entries(httpStatuses).map(
    ([kind, status]) => `<tr id="${kind}"><td>${status}</td><td><code>${kind}</code></td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stationmaster API</title><style>${css}</style></head>
<body><header><h1>Stationmaster API</h1><p>Base <code>/api/v1</code>, JSON, <code>Authorization: Bearer KEY</code>. Described by <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.
Lists page by cursor: <code>?limit=&amp;cursor=</code> gives <code>{items, nextCursor}</code>.</p><nav>${tags.map((tag) => `<a href="#${text(tag)}">${text(tag)}</a>`).join(" ")} <a href="#problems">Problems</a></nav></header>
<main>${sections.join("")}<section><h2 id="problems">Problems</h2><p>Errors are RFC 9457 documents, <code>application/problem+json</code>: <code>{type, title, status, detail, kind, errors?}</code>.</p>
<table><thead><tr><th>Status</th><th>Kind</th></tr></thead><tbody>${problems.join("")}</tbody></table></section></main></body></html>`;
}

const operationHtml = ({ method, path }: Route, operation: Operation) => `<details id="${operation.operationId}">
<summary><code class="${method.toLowerCase()}">${method}</code> <code>${text(path)}</code> <span>${text(operation.summary)}</span></summary>
<p>${text(operation.description)}</p>
${operation.parameters.length > 0 ? `<table><thead><tr><th>Parameter</th><th>In</th><th>What</th></tr></thead><tbody>${operation.parameters.map(parameterHtml).join("")}</tbody></table>` : ""}
${operation.requestBody ? `<h3>Body</h3>${schemaHtml(operation.requestBody.content["application/json"].schema)}` : ""}
${Object.entries(operation.responses).map(responseHtml).join("")}
</details>`;

const parameterHtml = ({ name, in: where, required, description, schema }: Parameter) =>
  `<tr><td><code>${text(name)}</code>${required ? " *" : ""}</td><td>${where}</td><td>${text(description ?? "")} <code>${text(JSON.stringify(schema))}</code></td></tr>`;

function responseHtml([status, { description, content }]: [string, Operation["responses"][string]]): string {
  const schema = content?.["application/json"]?.schema;
  return schema
    ? `<h3>${status} ${text(description)}</h3>${schemaHtml(schema)}`
    : `<p><b>${status}</b> ${text(description)}</p>`;
}

const schemaHtml = (schema: object) => `<pre>${text(JSON.stringify(schema, null, 2))}</pre>`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (raw: string) => raw.replace(/[&<>"]/g, (character) => escapes[character]!);

const css = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:980px;margin:0 auto;padding:24px}
h1,h2{line-height:1.2}nav a{margin-right:12px}details{border-top:1px solid #8884;padding:8px 0}summary{cursor:pointer}summary span{opacity:.75}
pre{background:#8881;padding:12px;overflow:auto;max-height:420px;border-radius:6px}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #8883;vertical-align:top}
code{font:13px ui-monospace,monospace}code.get,code.post,code.put,code.patch,code.delete{font-weight:700}`;
