import { onPreferenceChange, preference } from "@/lib/preferences";

/** Shows the chosen theme, and goes on showing it when the choice or the device changes. */
export function keepTheme(): void {
  showTheme();
  onPreferenceChange(showTheme);
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", showTheme);
}

function showTheme(): void {
  document.documentElement.dataset.theme = preference("theme");
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  // The bars of the phone take the colour of the page.
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", ground);
}
