/**
 * The page works without it. A form that is on its way can't be sent again by a second click; a field that was refused is shown and
 * has the cursor.
 */
export const DESK_SCRIPT = `
document.addEventListener('submit',function(e){var f=e.target;if(f.method!=='post')return;if(f.dataset.sent){e.preventDefault();return}f.dataset.sent='1';f.setAttribute('aria-busy','true')});
addEventListener('pageshow',function(){document.querySelectorAll('form[data-sent]').forEach(function(f){delete f.dataset.sent;f.removeAttribute('aria-busy')})});
var wrong=document.querySelector('[aria-invalid=true]')||document.querySelector('[role=alert]');if(wrong){wrong.focus()}
`.trim();
