// Light or dark: as the system has it, or as it was chosen.
const name = 'pricing-theme';

/** `auto`, `light` or `dark`. */
export const theme = () => localStorage.getItem(name) ?? 'auto';

export function setTheme(chosen) {
  localStorage.setItem(name, chosen);
  applyTheme();
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}
