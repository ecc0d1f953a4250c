import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueGroupe } from '../view-listes.ts';
import { ListeTaches } from './taches.tsx';

const Reunions = ({ lignes }: { lignes: VueGroupe['avenir'] }): JSX.Element => (
  <ul class="carte divide-y divide-base-300">
    {lignes.map((r) => (
      <li key={r.id} class="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3.5"><div class="min-w-0 grow basis-64"><a class="font-semibold text-lien underline-offset-4 hover:underline" href={r.href}>{r.titre}</a><p class="text-sm text-douce">{[r.quand, r.lieu].filter(Boolean).join(', ')}</p></div><Badge icone={false}>{r.etat}</Badge></li>
    ))}
  </ul>
);

/** What only whoever organises does with a group. */
function Gestes({ vue }: { vue: VueGroupe }): JSX.Element | null {
  const { groupe: g, base } = vue;
  if (!vue.peutOrganiser) return null;
  if (!g.actif) return <BoutonGeste variante="primaire" action={`${base}/agenda/groupes/${g.id}/reouverture`}>Rouvrir le groupe</BoutonGeste>;
  return (
    <>
      <LienBouton variante="primaire" icone="calendar-check" href={`${base}/agenda/nouveau?groupe=${g.id}&duree=${g.dureeMinutes}`}>Choisir une date</LienBouton>
      <LienBouton href={`${base}/agenda/groupes#modifier-${g.id}`}>Modifier</LienBouton>
      <BoutonGeste variante="discret" action={`${base}/agenda/groupes/${g.id}/archive`}>Archiver</BoutonGeste>
    </>
  );
}

/** A working group: when it meets next, who is in it, what it decided, what it has left to do. */
export function PageGroupe({ vue }: { vue: VueGroupe }): JSX.Element {
  const { groupe: g, base } = vue;
  return (
    <>
      <TitrePage titre={g.nom} phrase={vue.phrase} action={<Gestes vue={vue} />}>{g.rythme && <p class="mt-1 text-douce">Son rythme : {g.rythme}</p>}</TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Section titre="Réunions">
        {vue.avenir.length + vue.passees.length === 0 ? <EtatVide titre="Pas encore de réunion" icone="calendar-check">Les dates se choisissent pour les membres du groupe.</EtatVide> : <Reunions lignes={[...vue.avenir, ...vue.passees]} />}
        {vue.plusDePassees && <p class="mt-3"><a class="text-lien underline underline-offset-4" href={`${base}/agenda/reunions?quand=passees&groupe=${g.id}`}>Toutes ses réunions passées</a></p>}
      </Section>
      {vue.taches.length > 0 && <Section titre="Tâches à faire"><ListeTaches lignes={vue.taches} base={base} /></Section>}
      {vue.decisions.length > 0 && <Section titre="Dernières décisions"><ul class="max-w-texte list-disc pl-5">{vue.decisions.map((d) => <li key={d.texte}>{d.texte} <a class="text-sm text-lien underline underline-offset-4" href={d.href}>{d.quand}</a></li>)}</ul></Section>}
      <Section titre="Membres">
        {vue.membres.length === 0 ? <p class="text-douce">Personne encore.</p> : <ul class="grid max-w-4xl gap-1 sm:grid-cols-2">{vue.membres.map((m) => <li key={m.id}>{m.nom}{m.detail && <span class="text-sm text-douce"> ({m.detail.toLocaleLowerCase('fr')})</span>}</li>)}</ul>}
      </Section>
      {g.actif && (
        <Section titre="Dans mon agenda" horsPapier phrase="Une adresse secrète pour votre logiciel : les réunions de ce groupe, et les dates à confirmer.">
          <Formulaire action={`${base}/agenda/flux`}><input type="hidden" name="groupe" value={g.id} /><Bouton>Créer l’adresse de ce groupe</Bouton></Formulaire>
        </Section>
      )}
    </>
  );
}
