// Runs before the page is drawn, so that nothing moves when the button for passkeys is there.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials) document.documentElement.dataset.passkeys = 'yes';
