// Light or dark for this browser. The server reads the cookie, so the next page is drawn right from its first byte.
export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `cc-theme=${name}; path=/; max-age=31536000; samesite=lax${secure}`;
  document.dispatchEvent(new CustomEvent('cc-theme', { detail: name }));
}
