import { type JSX, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formaterNombre } from '#core/texte.ts';
import { phraseRefusFichier } from '../labels.ts';
import { deviner, type GenreExtrait, lireEnTete, type RefusFichier } from '../moteur/colonnes.ts';

type Etat = { readonly etape: 'repos' | 'envoi' | 'lecture'; readonly part: number; readonly phrase: string };
const REPOS: Etat = { etape: 'repos', part: 0, phrase: '' };
const TETE = 65_536;
const mega = (octets: number): string => formaterNombre(Math.round(octets / 1e6));

/** What is wrong at the first bytes, seen before anything is sent. A compressed file is opened by the server only. */
async function regarder(fichier: File, genre: GenreExtrait): Promise<RefusFichier | undefined> {
  const tete = new Uint8Array(await fichier.slice(0, TETE).arrayBuffer());
  if ((tete[0] === 0x1f && tete[1] === 0x8b) || (tete[0] === 0x50 && tete[1] === 0x4b)) return undefined;
  const devine = deviner(tete);
  if (devine || genre !== 'annuaire') return devine;
  const fin = tete.indexOf(10);
  try {
    const entete = lireEnTete(new TextDecoder('utf-8', { fatal: true }).decode(tete.subarray(0, fin < 0 ? tete.length : fin)));
    return 'code' in entete ? entete : undefined;
  } catch {
    return { code: 'encodage', encodage: 'Windows-1252' };
  }
}

function reponseDe(x: XMLHttpRequest): { vers?: string; phrase?: string } {
  try {
    const lu: unknown = JSON.parse(x.responseText);
    return typeof lu === 'object' && lu !== null ? { ...('vers' in lu && typeof lu.vers === 'string' ? { vers: lu.vers } : {}), ...('phrase' in lu && typeof lu.phrase === 'string' ? { phrase: lu.phrase } : {}) } : {};
  } catch {
    return {};
  }
}

/** Sends the form with its file, telling how far it is; `arreter` drops it. */
function envoyer(formulaire: HTMLFormElement, dire: (e: Etat) => void): () => void {
  const x = new XMLHttpRequest();
  const echec = (phrase: string): void => dire({ ...REPOS, phrase });
  x.upload.addEventListener('progress', (e) => dire({ etape: e.loaded < e.total ? 'envoi' : 'lecture', part: e.total > 0 ? e.loaded / e.total : 0, phrase: `${mega(e.loaded)} sur ${mega(e.total)} Mo envoyés` }));
  x.addEventListener('load', () => {
    const { vers, phrase } = reponseDe(x);
    if (vers !== undefined) location.assign(vers);
    else echec(phrase ?? 'Le fichier n’a pas pu être reçu. Réessayez dans un instant : rien n’a été changé.');
  });
  x.addEventListener('error', () => echec('La connexion a été coupée pendant l’envoi. Rien n’a été changé : renvoyez le fichier.'));
  x.addEventListener('abort', () => echec('Envoi annulé : rien n’a été changé.'));
  x.open('POST', formulaire.action);
  x.setRequestHeader('Accept', 'application/json');
  x.send(new FormData(formulaire));
  return () => x.abort();
}

function Envoi({ formulaire }: { formulaire: HTMLFormElement }): JSX.Element {
  const [etat, dire] = useState<Etat>(REPOS);
  const [arreter, tenir] = useState<(() => void) | undefined>();
  useEffect(() => {
    const partir = async (fichier: File): Promise<void> => {
      const genre = new FormData(formulaire).get('genre') === 'finess' ? 'finess' : 'annuaire';
      const refus = await regarder(fichier, genre);
      if (refus) return dire({ ...REPOS, phrase: phraseRefusFichier(refus, genre) });
      const stop = envoyer(formulaire, dire);
      tenir(() => stop);
    };
    const surEnvoi = (e: SubmitEvent): void => {
      const fichier = new FormData(formulaire).get('depot');
      // Nothing chosen: the page says so, as without script.
      if (!(fichier instanceof File) || fichier.name === '') return;
      e.preventDefault();
      e.stopImmediatePropagation();
      void partir(fichier);
    };
    formulaire.addEventListener('submit', surEnvoi);
    return () => formulaire.removeEventListener('submit', surEnvoi);
  }, [formulaire]);
  useEffect(() => {
    for (const b of formulaire.querySelectorAll<HTMLButtonElement>('button[type="submit"], button:not([type])')) b.disabled = etat.etape !== 'repos';
  }, [formulaire, etat.etape]);
  const enRoute = etat.etape !== 'repos';
  return (
    <div class="mb-4 max-w-texte" aria-live="polite">
      {enRoute && (
        <div class="carte flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4">
          <div class="min-w-0 grow basis-64">
            <p class="font-semibold">{etat.etape === 'envoi' ? 'Envoi du fichier' : 'Le fichier est arrivé : il est relu'}</p>
            <p class="chiffres text-sm text-douce">{etat.phrase}</p>
            <progress class="barre-progres" aria-label="Envoi du fichier" {...(etat.etape === 'envoi' ? { value: Math.round(etat.part * 1000), max: 1000 } : {})} />
          </div>
          {etat.etape === 'envoi' && <button type="button" class="btn btn-sm" onClick={() => arreter?.()}>Annuler l’envoi</button>}
        </div>
      )}
      {!enRoute && etat.phrase !== '' && <p role="alert" class="encadre rounded-md bg-refus px-4 py-3 text-refus-texte">{etat.phrase}</p>}
    </div>
  );
}

/** Beside the button of the form that sends an extract: progress, and a way to stop. Without script the form is sent as it is. */
export function monter(element: HTMLElement): void | (() => void) {
  const formulaire = element.closest('form');
  if (!formulaire) return;
  render(<Envoi formulaire={formulaire} />, element);
  return () => render(null, element);
}
