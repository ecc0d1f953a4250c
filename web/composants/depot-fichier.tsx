import type { JSX } from 'preact';
import { Habillage, type ProprietesChamp } from './champ.tsx';
import { Icone } from './icone.tsx';

/** A place to drop or choose a file. The native field fills the zone, so that dropping needs no script; the form must say `fichiers`. */
export function DepotFichier({ accepte, plusieurs = false, consigne = 'Déposez un fichier ici, ou choisissez-le', ...p }: Omit<ProprietesChamp, 'valeur'> & { accepte?: string; plusieurs?: boolean; consigne?: string }): JSX.Element {
  return (
    <Habillage {...p}>
      {({ attributs }) => (
        <span class="depot relative flex min-h-28 flex-col items-center justify-center gap-1 rounded-box border-2 border-dashed border-bord bg-carte px-4 py-5 text-center">
          <Icone nom="upload" taille={24} class="text-douce" />
          <span>{consigne}</span>
          <span class="text-sm text-douce" data-depot-noms aria-live="polite" />
          <input class="absolute inset-0 size-full cursor-pointer opacity-0" type="file" multiple={plusieurs} {...(accepte ? { accept: accepte } : {})} {...attributs} />
        </span>
      )}
    </Habillage>
  );
}
