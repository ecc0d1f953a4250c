import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { LigneSource } from '#web/composants/chiffre.tsx';
import { GraphiqueBarres } from '#web/graphiques/barres.tsx';
import { GraphiqueLignes } from '#web/graphiques/lignes.tsx';
import { ecrireNombre } from '../labels.ts';
import type { ImageCarte } from '../model.ts';
import type { VueChapitre } from '../view.ts';

/** What each colour says, in words, beside it. */
export function Legende({ image }: { image: ImageCarte }): JSX.Element {
  return (
    <ul class="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-label={`Légende : ${image.titre}`}>
      {image.classes.filter((c) => c.codes.length > 0).map((c) => (
        <li key={c.libelle} class="flex items-center gap-2">
          <svg width="18" height="14" aria-hidden="true"><rect width="18" height="14" fill={c.teinte} stroke="var(--couleur-bord)" /></svg>
          {c.libelle} <span class="text-douce">({accord(c.codes.length, 'commune')})</span>
        </li>
      ))}
    </ul>
  );
}

/** The one picture of a chapter. */
export function ImageDuChapitre({ chapitre: { image, carte, provenances } }: { chapitre: VueChapitre }): JSX.Element | null {
  if (!image) return null;
  if (image.genre === 'barres') return <GraphiqueBarres titre={image.titre} quoi={image.quoi} barres={image.barres} format={(n) => ecrireNombre(n, image.format, image.decimales)} provenances={provenances} />;
  if (image.genre === 'lignes') return <GraphiqueLignes titre={image.titre} quoi={image.quoi} abscisses={image.abscisses} series={image.series} provenances={provenances} depuisZero />;
  return (
    <figure class="mb-8 max-w-3xl">
      <figcaption class="mb-3"><h3>{image.titre}</h3></figcaption>
      <div class="overflow-hidden rounded-box border border-base-300 [&>svg]:block [&>svg]:h-auto [&>svg]:w-full" dangerouslySetInnerHTML={{ __html: carte ?? '' }} />
      <Legende image={image} />
      <LigneSource provenances={provenances} />
    </figure>
  );
}
