const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const sealed = document.getElementById("sealed");
const problem = document.getElementById("problem");

async function open(password) {
  const { salt, nonce, rounds } = sealed.dataset;
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  const drawn = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: Number(rounds) };
  const key = await crypto.subtle.deriveKey(drawn, secret, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(nonce) }, key, bytes(sealed.textContent.trim()));
  return new TextDecoder().decode(plain);
}

document.getElementById("open").addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "Opening…";
  try {
    const content = await open(document.getElementById("password").value);
    const main = document.querySelector("main");
    main.innerHTML = content;
    main.querySelector("h1").tabIndex = -1;
    main.querySelector("h1").focus();
  } catch {
    problem.textContent = globalThis.crypto && crypto.subtle
      ? "That is not the password of this pack. Check capital letters, and try again."
      : "This browser cannot open the pack. Open the file with Chrome, Edge, Firefox or Safari on a computer.";
    document.getElementById("password").select();
  }
});
