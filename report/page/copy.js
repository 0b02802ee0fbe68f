// Text for the clipboard.

// copy uses the clipboard where the browser lets a page from a disk have it, and else a selection.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = document.activeElement;
    const box = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    before?.focus?.({ preventScroll: true });
  }
}
