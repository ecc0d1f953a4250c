import { type JSX, render } from 'preact';
import { useState } from 'preact/hooks';
import { Icone } from '#web/composants/icone.tsx';
import { ajouterCle, clesPossibles, phraseEchec } from './cles.ts';

const NOM_MAX = 60;

function Ajout(): JSX.Element {
  const [nom, nommer] = useState('');
  const [etat, changer] = useState<{ occupe: boolean; erreur: string }>({ occupe: false, erreur: '' });
  const ajouter = (e: Event): void => {
    e.preventDefault();
    changer({ occupe: true, erreur: '' });
    ajouterCle(nom.trim() || 'Clé de cet appareil').then(
      () => window.location.reload(),
      (x: unknown) => changer({ occupe: false, erreur: phraseEchec(x) }),
    );
  };
  return (
    <form onSubmit={ajouter} class="max-w-texte" data-turbo="false">
      <label class="mb-1 block font-semibold" for="nom-de-cle">Nom de la nouvelle clé <span class="font-normal text-douce">(facultatif)</span></label>
      <p id="nom-de-cle-aide" class="mb-1.5 text-sm text-douce">Pour la reconnaître : « PC du cabinet », « mon téléphone ».</p>
      <input class="input mb-3" id="nom-de-cle" aria-describedby="nom-de-cle-aide" maxLength={NOM_MAX} value={nom} onInput={(e) => nommer(e.currentTarget.value)} />
      <button class="btn" type="submit" disabled={etat.occupe}>
        <Icone nom="key-round" taille={19} /> {etat.occupe ? 'Votre appareil vous répond…' : 'Ajouter une clé d’accès'}
      </button>
      <p role="status" class="mt-2 text-sm font-semibold text-error empty:hidden">{etat.erreur}</p>
    </form>
  );
}

export function monter(hote: HTMLElement): false | (() => void) {
  if (!clesPossibles()) return false;
  render(<Ajout />, hote);
  return () => render(null, hote);
}
