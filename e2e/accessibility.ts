import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices, on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // A menu floats over the page, outside its landmarks, and is a widget of its own.
    .options({ rules: { region: { enabled: (await page.getByRole("menu").count()) === 0 } } })
    // Rows are alike: the first dozen speak for the rest.
    .exclude("tbody tr:nth-child(n + 13)")
    .exclude(".frames > li:nth-child(n + 13)")
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, target }) => `    ${target.join(" ")}  ${html.slice(0, 160)}`).join("\n")}`,
  );
  expect(told, told.join("\n")).toEqual([]);
}
