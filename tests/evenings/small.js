// Every target that a finger could miss: smaller than `least` px, or than `large` px where children press.
([least, large]) => {
  const small = [];
  const forChildren = ".player-bar, .player-dark-bar, .player-begin";
  for (const element of document.querySelectorAll("a[href], button, select, input, textarea, label, summary")) {
    const box = element.getBoundingClientRect();
    const isShown = box.width > 1 && box.right > 0 && element.checkVisibility({ checkVisibilityCSS: true });
    if (!isShown || element.disabled) continue;
    // The label around a radio or a switch is its target; a label beside its field is only words.
    if (element.localName === "input" && /radio|checkbox/.test(element.type)) continue;
    if (element.localName === "label" && !element.querySelector("input")) continue;
    // A link within a sentence is as high as its line.
    if (element.localName === "a" && getComputedStyle(element).display === "inline") continue;
    const wanted = element.closest(forChildren) ? large : least;
    if (box.width >= wanted - 0.5 && box.height >= wanted - 0.5) continue;
    const name = element.ariaLabel ?? element.textContent.trim().slice(0, 60);
    small.push(`${Math.round(box.width)}x${Math.round(box.height)} px, ${wanted} wanted: ${name}`);
  }
  return small;
};
