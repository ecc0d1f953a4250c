import { Fragment, type JSX } from 'preact';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Passage, TexteVu, VueTextes } from '../view-textes.ts';

const DansLeTexte = ({ p }: { p: Passage }): JSX.Element => (
  <p class="max-w-texte whitespace-pre-line wrap-anywhere">
    {p.map((m, i) => ('dit' in m ? m.dit : (
      <Fragment key={i}>
        <del class="rounded-sm bg-refus px-0.5 text-refus-texte line-through"><span class="sr-only"> [retiré : </span>{m.retire}<span class="sr-only">] </span></del>{' '}
        <ins class="rounded-sm bg-teinte px-0.5 text-teinte-texte underline underline-offset-4"><span class="sr-only"> [mis à la place : </span>{m.mis}<span class="sr-only">] </span></ins>
      </Fragment>
    )))}
  </p>
);

const Gestes = ({ vue, t, laisse }: { vue: VueTextes; t: TexteVu; laisse: boolean }): JSX.Element => {
  const action = `${vue.base}/donnees/demandes/${vue.id}/textes`;
  return (
    <div class="mt-2 flex flex-wrap gap-2">
      <BoutonGeste petit action={action} champs={{ cle: t.cle, geste: 'remplacer' }} icone="check">Remplacer</BoutonGeste>
      {laisse ? <BoutonGeste petit variante="discret" action={action} champs={{ cle: t.cle, geste: 'reprendre' }}>Relire plus tard</BoutonGeste> : <BoutonGeste petit variante="discret" action={action} champs={{ cle: t.cle, geste: 'laisser' }}>Laisser</BoutonGeste>}
    </div>
  );
};

const Textes = ({ vue, textes, laisse = false }: { vue: VueTextes; textes: readonly TexteVu[]; laisse?: boolean }): JSX.Element => (
  <ul class="carte divide-y divide-base-300">
    {textes.map((t) => (
      <li key={t.cle} class="px-5 py-4">
        <p class="mb-1 text-sm text-douce">{t.ou}{t.fois && ` · ${t.fois}`}</p>
        <div class="grid gap-2">{t.passages.map((p, i) => <DansLeTexte key={i} p={p} />)}</div>
        {t.autres > 0 && <p class="mt-1 text-sm text-douce">Et {t.autres} fois encore dans ce texte, remplacées avec.</p>}
        <Gestes vue={vue} t={t} laisse={laisse} />
      </li>
    ))}
  </ul>
);

/** The texts that name somebody who asks to be erased, each rewritten or left in one tap; what the law keeps is told with its reason. */
export function PageTextes({ vue, refus }: { vue: VueTextes; refus?: string | undefined }): JSX.Element {
  const retour = `${vue.base}/donnees/demandes/${vue.id}`;
  return (
    <>
      <TitrePage titre={`Les textes qui nomment ${vue.nom}`} phrase={vue.phrase} action={<LienBouton href={retour} icone="arrow-left">Revenir à la demande</LienBouton>} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <Encadre titre="Ce qui est relu">Les textes écrits par les membres, sans tenir compte des accents ni de l’ordre des mots. Les fichiers déposés, les médiations, les agendas et les fiches d’annuaire de chacun ne sont pas lus ici. Après l’effacement, Maillage ne saura plus chercher ce nom.</Encadre>
      {vue.suite && <Encadre ton="attention" titre="Tout n’est pas encore lu">{vue.suite}</Encadre>}
      {vue.surs.length > 0 && <Section titre="Ils la nomment"><Textes vue={vue} textes={vue.surs} /></Section>}
      {vue.doutes.length > 0 && <Section titre="Un mot de son nom seulement" phrase="C’est peut-être quelqu’un d’autre : lisez avant de remplacer."><Textes vue={vue} textes={vue.doutes} /></Section>}
      {vue.surs.length + vue.doutes.length === 0 && <EtatVide titre="Plus rien à relire" icone="check" action={<LienBouton href={retour}>Revenir à la demande</LienBouton>}>Vous pouvez effacer la personne.</EtatVide>}
      {vue.laisses.length > 0 && <Section titre="Laissés comme ils sont"><Textes vue={vue} textes={vue.laisses} laisse /></Section>}
      {vue.recrits.length > 0 && (
        <Section titre="Récrits" phrase="Jusqu’à l’effacement, chacun se reprend.">
          <ul class="carte divide-y divide-base-300">
            {vue.recrits.map((r) => (
              <li key={r.cle} class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
                <span class="min-w-0 wrap-anywhere"><span class="block text-sm text-douce">{r.ou}</span>{r.extrait}</span>
                <BoutonGeste petit variante="discret" icone="undo-2" action={`${vue.base}/donnees/demandes/${vue.id}/textes`} champs={{ cle: r.cle, geste: 'reprendre' }}>Reprendre le texte d’avant</BoutonGeste>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {vue.gardes.length > 0 && (
        <Section titre="Gardés tels quels" phrase="Ces écrits sont scellés ou signés : ils gardent le nom, et voici pourquoi.">
          <ul class="grid max-w-texte gap-3">{vue.gardes.map((g) => <li key={g.ou}><span class="font-semibold">{g.ou}</span> ({g.fois}) : {g.pourquoi}.</li>)}</ul>
        </Section>
      )}
    </>
  );
}
