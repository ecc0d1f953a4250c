import type { JSX } from 'preact';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueFiche } from '../view-fiche.ts';
import { TON } from './actions.tsx';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueFiche; readonly tache?: Saisie; readonly depense?: Saisie };

function Taches({ vue, saisie }: { vue: VueFiche; saisie: Saisie }): JSX.Element {
  return (
    <Section titre="Tâches">
      {vue.taches.length === 0 && <p class="mb-3 text-douce">Aucune tâche n’est encore écrite.</p>}
      <ul class="divide-y divide-base-300 border-y border-base-300 empty:hidden">
        {vue.taches.map((t) => (
          <li key={t.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span class="min-w-0 grow basis-56 break-words"><span class={t.faite ? 'text-douce line-through' : ''}>{t.texte}</span>{t.qui && <span class="block text-sm text-douce">{t.qui}</span>}</span>
            {t.echeance && <BadgeEcheance echeance={t.echeance} aujourdhui={vue.aujourdhui} fait={t.faite} />}
            {vue.ecrire && <BoutonGeste petit action={`${vue.adresse}/taches/${t.id}`} version={vue.version} champs={{ faite: t.faite ? 'non' : 'oui' }}>{t.faite ? 'Rouvrir' : 'C’est fait'}</BoutonGeste>}
          </li>
        ))}
      </ul>
      {vue.ecrire && (
        <div class="mt-4">
          <Depliant titre="Ajouter une tâche" ouvert={saisie.erreurs !== undefined}>
            <Formulaire action={`${vue.adresse}/taches`} version={vue.version} prefixe="t-" {...saisie}>
              <Champ nom="texte" libelle="Ce qu’il y a à faire" maximum={300} />
              <div class="grid gap-x-4 sm:grid-cols-2"><Champ nom="qui" libelle="Qui" facultatif maximum={120} /><ChampJour nom="echeance" libelle="Pour le" facultatif aide="" /></div>
              <Bouton>Ajouter la tâche</Bouton>
            </Formulaire>
          </Depliant>
        </div>
      )}
    </Section>
  );
}

function Budget({ vue, saisie }: { vue: VueFiche; saisie: Saisie }): JSX.Element {
  return (
    <Section titre="Budget" phrase={vue.budget.length > 0 ? `L’action coûte ${vue.total}.` : 'Aucune dépense n’est encore prévue.'}>
      <ul class="divide-y divide-base-300 border-y border-base-300 empty:hidden">
        {vue.budget.map((d) => (
          <li key={d.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span class="min-w-0 grow basis-56 break-words">{d.libelle}<span class="block text-sm text-douce">{d.nature} · {d.financeurs}</span></span>
            <span class="chiffres font-semibold">{d.montant}</span>
            {vue.ecrire && <BoutonGeste petit action={`${vue.adresse}/depenses/${d.id}/retrait`} version={vue.version} icone="x">Retirer</BoutonGeste>}
          </li>
        ))}
      </ul>
      {vue.financement.length > 0 && <div class="mt-4"><ListeCle lignes={vue.financement.map((f) => ({ ...f }))} /></div>}
      {vue.ecrire && (
        <div class="mt-4">
          <Depliant titre="Ajouter une dépense" ouvert={saisie.erreurs !== undefined}>
            <Formulaire action={`${vue.adresse}/depenses`} version={vue.version} prefixe="d-" {...saisie}>
              <Champ nom="libelle" libelle="Dépense" maximum={200} />
              <div class="grid gap-x-4 sm:grid-cols-2"><Choix nom="nature" libelle="Nature" options={vue.natures} vide="Choisir…" /><Champ nom="montant" libelle="Coût" clavier="decimal" suffixe="€" /></div>
              <fieldset>
                <legend class="mb-1 font-semibold">Qui paie</legend>
                <p class="mb-3 text-sm text-douce">Ensemble, les financeurs ne donnent pas plus que le coût.</p>
                <div class="grid gap-x-4 sm:grid-cols-2">{vue.financeurs.map((f) => <Champ key={f.nom} nom={f.nom} libelle={f.libelle} facultatif clavier="decimal" suffixe="€" />)}</div>
              </fieldset>
              <Bouton>Ajouter la dépense</Bouton>
            </Formulaire>
          </Depliant>
        </div>
      )}
    </Section>
  );
}

function Reunions({ vue }: { vue: VueFiche }): JSX.Element | null {
  if (vue.reunions.length === 0 && vue.reunionsLibres.length === 0) return null;
  return (
    <Section titre="Réunions" phrase="Leur feuille signée arrive parmi les preuves de l’action.">
      {vue.reunions.length === 0 && <p class="mb-3 text-douce">Aucune réunion n’est encore rattachée à cette action.</p>}
      <ul class="divide-y divide-base-300 border-y border-base-300 empty:hidden">
        {vue.reunions.map((r) => (
          <li key={r.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span class="min-w-0 grow basis-56 break-words"><a class="text-lien underline underline-offset-4" href={r.href}>{r.titre}</a><span class="block text-sm text-douce">{r.quand}. {r.detail}</span>{r.vaut !== '' && <span class="block text-sm"><span class="font-semibold">Ce que cela vous paierait.</span> {r.vaut}</span>}</span>
            {vue.ecrire && <BoutonGeste petit action={`${vue.adresse}/reunions`} champs={{ reunion: r.id, geste: 'detacher' }}>Détacher<span class="sr-only"> {r.titre}</span></BoutonGeste>}
          </li>
        ))}
      </ul>
      {vue.ecrire && vue.reunionsLibres.length > 0 && (
        <div class="mt-4">
          <Depliant titre="Rattacher une réunion">
            <Formulaire action={`${vue.adresse}/reunions`} prefixe="r-">
              <input type="hidden" name="geste" value="rattacher" />
              <Choix nom="reunion" libelle="Réunion" options={vue.reunionsLibres} vide="Choisir…" />
              <Bouton>Rattacher la réunion</Bouton>
            </Formulaire>
          </Depliant>
        </div>
      )}
    </Section>
  );
}

/** One action: why, who, when, with what money, and what will prove it. */
export function PageFiche({ vue, tache = {}, depense = {} }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={vue.ecrire ? <LienBouton variante="primaire" icone="pen" href={`${vue.adresse}/modifier`}>Modifier la fiche</LienBouton> : undefined} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <div class="mb-6 flex flex-wrap items-center gap-2">
        <span class="max-sm:basis-full"><Badge ton={TON[vue.statutCode]}>{vue.statut}</Badge></span>
        {vue.gestes.map((g) => <BoutonGeste key={g.geste} petit action={`${vue.adresse}/statut`} version={vue.version} champs={{ geste: g.geste }}>{g.libelle}</BoutonGeste>)}
        <LienBouton petit href={`${vue.adresse}/fiche.docx`} telechargement icone="download">Word</LienBouton>
        <LienBouton petit href={`${vue.adresse}/fiche.pdf`} telechargement icone="download">PDF</LienBouton>
      </div>
      <ListeCle lignes={vue.faits.map((f) => ({ ...f }))} />
      <Taches vue={vue} saisie={tache} />
      {vue.jalons.length > 0 && <Section titre="Jalons"><ListeCle lignes={vue.jalons.map((j) => ({ cle: j.le, valeur: j.texte }))} /></Section>}
      <Section titre="Ce qui le prouvera">
        {vue.indicateurs.length === 0 && vue.preuvesAttendues.length === 0 && <p class="text-douce">Aucune ligne du contrat ni preuve n’est encore choisie.</p>}
        <ul class="grid gap-1.5 empty:hidden">{vue.indicateurs.map((i) => <li key={i.id}>Ligne du contrat : <a class="text-lien underline underline-offset-4" href={i.href}>{i.libelle}</a></li>)}{vue.preuvesAttendues.map((p) => <li key={p}>{p}</li>)}</ul>
        {vue.preuves.length > 0 && <><h3 class="mt-5 mb-2">Déjà versé</h3><ul class="grid gap-1.5">{vue.preuves.map((p) => <li key={p.id}><a class="text-lien underline underline-offset-4" href={p.href} data-turbo="false">{p.titre}</a> <span class="text-sm text-douce">{p.detail}</span></li>)}</ul></>}
      </Section>
      <Reunions vue={vue} />
      <Budget vue={vue} saisie={depense} />
      {vue.textes.map((t) => <Section key={t.titre} titre={t.titre}><p class="max-w-texte whitespace-pre-line">{t.texte}</p></Section>)}
      {vue.versions.length > 0 && <div class="mt-10"><Depliant titre="Historique de la fiche"><ol class="grid gap-1.5">{vue.versions.map((v) => <li key={v.numero}><span class="chiffres text-douce">Version {v.numero}.</span> {v.texte}</li>)}</ol></Depliant></div>}
    </>
  );
}

export const FicheIntrouvable = ({ base }: { base: string }): JSX.Element => (
  <TitrePage titre="Cette fiche n’existe pas." phrase="L’adresse a peut-être été mal recopiée." action={<LienBouton href={`${base}/missions`}>Voir les actions</LienBouton>} />
);
