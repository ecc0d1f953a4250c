import { type JSX, render } from 'preact';
import { useState } from 'preact/hooks';
import { Icone } from '#web/composants/icone.tsx';
import { clesPossibles, entrerParCle, phraseEchec } from './cles.ts';

function Entree({ retour }: { retour: string }): JSX.Element {
  const [etat, changer] = useState<{ occupe: boolean; erreur: string }>({ occupe: false, erreur: '' });
  const entrer = (): void => {
    changer({ occupe: true, erreur: '' });
    entrerParCle().then(
      () => window.location.assign(retour),
      (e: unknown) => changer({ occupe: false, erreur: phraseEchec(e) }),
    );
  };
  return (
    <>
      <button class="btn w-full" type="button" disabled={etat.occupe} onClick={entrer}>
        <Icone nom="key-round" taille={19} /> {etat.occupe ? 'Votre appareil vous répond…' : 'Utiliser une clé d’accès'}
      </button>
      <p role="status" class="text-sm font-semibold text-error empty:hidden">{etat.erreur}</p>
    </>
  );
}

/** Appears only where the browser knows passkeys. */
export function monter(hote: HTMLElement, { retour }: { retour: string }): () => void {
  if (!clesPossibles()) return () => undefined;
  hote.classList.add('grid', 'gap-2');
  render(<Entree retour={retour} />, hote);
  return () => render(null, hote);
}
