import type { JSX } from 'preact';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { CHAPITRES_DU_GUIDE, type ChapitreDuGuide, GUIDE, type Guide } from '../moteur/guide.ts';

/** What is expected, by whom, an example, usual mistakes, the words explained. */
export const CorpsDuGuide = ({ guide, niveau = 3 }: { guide: Guide; niveau?: 2 | 3 }): JSX.Element => {
  const Titre = niveau === 3 ? 'h3' : 'h2';
  return (
    <div class="grid gap-x-10 gap-y-5 lg:grid-cols-2">
      <div>
        <p class="mb-4 max-w-texte">{guide.enBref}</p>
        <Titre class="mb-2 text-base font-semibold">Ce qui est attendu, et de qui</Titre>
        <ul class="max-w-texte list-disc pl-5">{guide.attendu.map((a) => <li key={a.quoi} class="mb-1"><strong class="font-semibold">{a.qui}</strong> : {a.quoi}.</li>)}</ul>
        <div class="mt-4"><Encadre ton="regle" titre="Un exemple">{guide.exemple}</Encadre></div>
      </div>
      <div>
        <Titre class="mb-2 text-base font-semibold">Les erreurs fréquentes</Titre>
        <ul class="mb-4 max-w-texte list-disc pl-5">{guide.erreurs.map((e) => <li key={e} class="mb-1">{e}</li>)}</ul>
        <Titre class="mb-1 text-base font-semibold">Les mots</Titre>
        <ListeCle lignes={guide.mots.map((m) => ({ cle: m.mot, valeur: m.sens }))} />
      </div>
    </div>
  );
};

/** Every step, in its order; the present one is marked. */
export function PageGuide({ base, ici, refus }: { base: string; ici?: ChapitreDuGuide; refus?: string }): JSX.Element {
  return (
    <>
      <TitrePage titre="Guide du parcours" phrase="Onze étapes : ce qui est attendu, de qui, un exemple, les erreurs fréquentes et les mots." />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <nav class="hors-papier mb-8" aria-label="Étapes du guide">
        <ol class="flex flex-wrap gap-x-4 gap-y-1">{CHAPITRES_DU_GUIDE.map((c) => <li key={c}><a class="lien" href={`${base}/projet/guide#${c}`}>{GUIDE[c].titre}</a></li>)}</ol>
      </nav>
      {CHAPITRES_DU_GUIDE.map((c) => (
        <section key={c} id={c} class="mt-10 border-t border-base-300 pt-6 first:mt-0">
          <h2 class="mb-3">{GUIDE[c].titre}{c === ici && <span class="text-base font-normal text-primary"> · vous en êtes là</span>}</h2>
          <CorpsDuGuide guide={GUIDE[c]} />
        </section>
      ))}
    </>
  );
}
