// The administration's pages in the light or dark that the user has chosen on the others. Its <html> is Django's and
// knows no choice, so this sets it before anything is drawn.
document.documentElement.dataset.theme = document.querySelector("meta[name=theme]").content;
