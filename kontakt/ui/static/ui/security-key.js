// Says on the page that a security key could not be used; allauth's script does the rest.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("key-failed").hidden = false;
});
