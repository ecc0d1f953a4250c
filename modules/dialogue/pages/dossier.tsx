import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Onglets } from '#web/composants/onglets.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VueDossier, VueLigneDossier, VuePosteDossier } from '../view.ts';
import { Fichiers } from './plan.tsx';

type Props = { readonly vue: VueDossier; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

const Ligne = ({ l }: { l: VueLigneDossier }): JSX.Element => (
  <li class="py-4">
    <div class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <a class="lien min-w-0 font-semibold break-words" href={l.href}>{l.libelle}</a>
      <span class="chiffres font-semibold whitespace-nowrap">{l.montant}</span>
    </div>
    <p class="mt-1"><Badge ton={l.reussie ? 'reussi' : 'attente'}>{l.etat}</Badge></p>
    <ListeCle lignes={l.faits.map((f) => ({ ...f }))} />
    {l.ecart.length > 0 && <p class="mt-2 max-w-texte">{l.ecart.join(' ')}</p>}
    {l.explication !== '' && <p class="mt-2 max-w-texte whitespace-pre-line"><span class="font-semibold">La CPTS explique : </span>{l.explication}</p>}
    {l.proposition !== '' && <p class="mt-2 max-w-texte whitespace-pre-line"><span class="font-semibold">Pour l’an prochain : </span>{l.proposition}</p>}
    {l.manques.length > 0 && <ul class="mt-2 grid max-w-texte gap-1 text-sm">{l.manques.map((m) => <li key={m} class="rounded bg-du px-2 py-1 text-du-texte">{m}</li>)}</ul>}
  </li>
);

/** The missions of a state, each line with its start, target, value, tier, amount and evidence. */
export const Postes = ({ postes }: { postes: readonly VuePosteDossier[] }): JSX.Element => (
  <>
    {postes.map((p) => (
      <Section key={p.titre} titre={p.titre}>
        <p class="chiffres text-douce">{p.phrase}</p>
        {p.ecart.length > 0 && <p class="mt-1 max-w-texte">{p.ecart.join(' ')}</p>}
        {p.lignes.length > 0 && <ul class="mt-2 divide-y divide-base-300 border-y border-base-300">{p.lignes.map((l) => <Ligne key={l.id} l={l} />)}</ul>}
      </Section>
    ))}
  </>
);

type Depense = VueDossier['depenses'][number];
const COLONNES: readonly Colonne<Depense>[] = [
  { cle: 'mission', titre: 'Mission', principale: true, cellule: (d) => d.mission },
  { cle: 'du', titre: 'Dû par le contrat', nombre: true, cellule: (d) => d.du },
  { cle: 'prevu', titre: 'Prévu par les actions', nombre: true, cellule: (d) => d.prevu },
  { cle: 'engage', titre: 'Approuvées', nombre: true, cellule: (d) => d.engage },
  { cle: 'paye', titre: 'Payées', nombre: true, cellule: (d) => d.paye },
];

const Signature = ({ vue, erreurs, valeurs }: Props): JSX.Element => (
  <Section titre="Signer" phrase="Signé, l’état est figé : valeurs, textes et preuves sont copiés avec leur empreinte. Il est déposé aussitôt dans l’espace d’échange, où l’ARS et la caisse le lisent. Ses preuves ne se retirent plus.">
    <Formulaire action={`${vue.base}/dialogue/signature`} version={vue.version} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })}>
      <input type="hidden" name="annee" value={vue.annee} />
      <CasesChoix nom="relu" libelle="Avant de signer" multiple options={[{ valeur: 'oui', libelle: `J’ai relu le dossier de l’année ${vue.annee} et je le signe au nom de la CPTS` }]} />
      <Bouton variante="primaire">Signer et déposer le dossier</Bouton>
    </Formulaire>
  </Section>
);

/** The file of the dialogue, as it would be signed today. */
export function PageDossier({ vue, erreurs, valeurs }: Props): JSX.Element {
  const { base } = vue;
  if (vue.cas === 'interdit') return <PageMessage titre="Cette page est réservée aux membres de la CPTS." texte="L’ARS et la caisse lisent le dossier signé dans l’espace d’échange." lien={{ href: `${base}/projet/echanges`, libelle: 'Ouvrir l’espace d’échange' }} />;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={vue.droits.rediger ? <LienBouton variante={vue.droits.signer ? 'simple' : 'primaire'} icone="pen" href={`${base}/dialogue/redaction?annee=${vue.annee}`}>Écrire les textes</LienBouton> : undefined} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.signe && <Encadre titre="Déjà signé"><a class="underline underline-offset-4" href={vue.signe.href}>{vue.signe.titre}</a>, {vue.signe.detail}.</Encadre>}
      <Onglets libelle="Années du contrat" actif={String(vue.annee)} onglets={vue.annees.map((a) => ({ cle: String(a.numero), libelle: `Année ${a.numero}`, href: a.href }))} />
      <div class="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <ListeCle lignes={vue.somme.map((s) => ({ ...s }))} />
        <Fichiers titre="Emporter le dossier" liens={vue.fichiers} />
      </div>
      <p class="mt-4 max-w-texte">{vue.ecarts}</p>
      {vue.textes.map((t) => <Section key={t.titre} titre={t.titre}><p class="max-w-texte whitespace-pre-line">{t.texte}</p></Section>)}
      <Postes postes={vue.postes} />
      <Section titre="Ressources et dépenses par mission">
        <Tableau legende="Ressources et dépenses par mission" colonnes={COLONNES} lignes={vue.depenses} idLigne={(d) => d.mission} vide={<p class="text-douce">Aucune dépense.</p>} />
        <Depliant titre="D’où viennent ces sommes">Prévu : budgets des actions commencées dans l’année, chaque euro une fois. Approuvées et payées : temps et factures de la mission, aux dates de l’année ; ce qui ne nomme aucune mission compte au fonctionnement.</Depliant>
      </Section>
      {vue.droits.signer && <Signature vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} />}
    </>
  );
}
