import type { JSX } from 'preact';
import { Icone } from '#web/composants/icone.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VueBienvenue } from '../view-mobilisation.ts';

/** The CPTS in five minutes: four answers, then what one may do in one tap. */
export function PageBienvenue({ vue, interdit }: { vue: VueBienvenue; interdit?: boolean }): JSX.Element {
  if (interdit) return <PageMessage titre="Cette page est réservée aux membres." texte="Elle présente la CPTS à qui vient d’y entrer." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Ma CPTS en cinq minutes" phrase={`Bienvenue dans ${vue.nom}. Quatre réponses, puis ce que vous pouvez faire d’un geste.`} />
      <ol class="grid gap-4 lg:grid-cols-2">
        {vue.chapitres.map((c) => (
          <li key={c.titre} class="carte p-5">
            <h2>{c.titre}</h2>
            {c.phrases.map((p) => <p key={p} class="mt-1 max-w-texte wrap-anywhere">{p}</p>)}
            {c.lien && <p class="mt-2"><a class="text-lien underline underline-offset-4" href={c.lien.href}>{c.lien.libelle}</a></p>}
          </li>
        ))}
      </ol>
      <h2 class="mt-10 mb-3">Ce que je peux faire maintenant</h2>
      <ul class="carte divide-y divide-base-300">
        {vue.gestes.map((g) => <li key={g.href}><a class="flex items-center gap-4 px-5 py-4 hover:bg-base-200" href={g.href}><span class="min-w-0 grow"><span class="block font-semibold">{g.libelle}</span><span class="block text-sm text-douce">{g.detail}</span></span><Icone nom="arrow-right" /></a></li>)}
      </ul>
    </>
  );
}
