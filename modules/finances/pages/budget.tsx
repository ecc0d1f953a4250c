import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { GraphiqueLignes } from '#web/graphiques/lignes.tsx';
import { CHOIX_NATURES, CHOIX_POSTES, type LigneExecution, type VueBudget } from '../view-comptes.ts';

export type SaisieComptes = { readonly forme?: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
export const pour = (saisie: SaisieComptes | undefined, forme: string): { erreurs: SaisieComptes['erreurs']; valeurs: SaisieComptes['valeurs'] } => (saisie && (saisie.forme ?? '') === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : { erreurs: {}, valeurs: {} });

/** The form of a reason typed beside one line of a list: `motif:` and the line. */
export const MOTIF = 'motif:';
/** A reason whose line no longer asks for it is not lost: it is read back with the refusal. */
export const motifGarde = (saisie: SaisieComptes | undefined, encoreDemande: (id: string) => boolean): string => {
  const motif = saisie?.forme?.startsWith(MOTIF) && !encoreDemande(saisie.forme.slice(MOTIF.length)) ? saisie.valeurs['motif'] : '';
  return typeof motif === 'string' && motif.trim() !== '' ? ` Vous aviez écrit : «\u00a0${motif.trim()}\u00a0».` : '';
};

/** Links of one choice among few; the one that is read is marked. */
export const Pastilles = ({ nom, choix }: { nom: string; choix: readonly { readonly libelle: string; readonly href: string; readonly actif: boolean }[] }): JSX.Element => (
  <ul class="hors-papier mb-5 flex flex-wrap gap-2" aria-label={nom}>
    {choix.map((c) => <li key={c.href}><a class="inline-flex min-h-10 items-center rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte" href={c.href} {...(c.actif ? { 'aria-current': 'page' as const } : {})}>{c.libelle}</a></li>)}
  </ul>
);
export const PagesComptesInterdites = ({ base }: { base: string }): JSX.Element => <PageMessage titre="Les comptes se lisent par la trésorerie, la présidence, la coordination et le secrétariat." texte="Ce qui vous concerne est dans « Mon temps »." lien={{ href: `${base}/finances/temps`, libelle: 'Voir mon temps' }} />;

const NOMS = { mission: 'Mission', action: 'Action', nature: 'Nature' } as const;
const colonnes = (par: VueBudget['par']): readonly Colonne<LigneExecution>[] => [
  { cle: 'nom', titre: NOMS[par], principale: true, cellule: (l) => (l.cle === 'total' ? <strong>{l.nom}</strong> : l.nom) },
  { cle: 'prevu', titre: 'Prévu', nombre: true, cellule: (l) => l.prevu },
  { cle: 'engage', titre: 'Engagé', nombre: true, cellule: (l) => l.engage },
  { cle: 'depense', titre: 'Dépensé', nombre: true, cellule: (l) => l.depense },
  { cle: 'paye', titre: 'Payé', nombre: true, cellule: (l) => l.paye },
  { cle: 'reste', titre: 'Reste à engager', nombre: true, cellule: (l) => <div>{l.reste}{l.depasse && <span class="block"><Badge ton="attente">au-delà</Badge></span>}</div> },
];

const AImputer = ({ vue }: { vue: VueBudget }): JSX.Element => (
  <Section titre="À imputer" phrase="Ces temps portent un mot que rien ne rattache à une mission. Dites-le une fois : Maillage s’en souvient.">
    <ul class="carte divide-y divide-base-300">
      {vue.aImputer.map((m, i) => (
        <li key={m.mission} class="flex flex-wrap items-end justify-between gap-x-6 px-4 py-3">
          <p class="mb-3"><span class="font-semibold">{m.nom}</span> : {m.montant}</p>
          {vue.peutTenir && m.mission !== '' && (
            <Formulaire action={`${vue.base}/finances/budget/imputation`} prefixe={`imp${i}-`} class="flex flex-wrap items-end gap-x-3">
              <input type="hidden" name="mission" value={m.mission} />
              <Choix nom="poste" libelle="Compter avec" vide="Choisir" options={CHOIX_POSTES} />
              <div class="mb-5"><Bouton>Imputer<span class="sr-only"> {m.nom}</span></Bouton></div>
            </Formulaire>
          )}
        </li>
      ))}
    </ul>
  </Section>
);

const Prevoir = ({ vue, saisie }: { vue: VueBudget; saisie: SaisieComptes | undefined }): JSX.Element => (
  <Section titre="Prévoir une dépense" id="prevoir">
    <Formulaire action={`${vue.base}/finances/budget`} {...pour(saisie, 'budget')}>
      <input type="hidden" name="annee" value={vue.annee} />
      <Champ nom="libelle" libelle="À quoi sert la somme ?" maximum={200} aide="Par exemple : location de la salle des ateliers" />
      <Champ nom="montant" libelle="Montant" court suffixe="€" clavier="decimal" />
      <Choix nom="poste" libelle="Mission" vide="Choisir" options={CHOIX_POSTES} />
      <Choix nom="nature" libelle="Nature" vide="Choisir" options={CHOIX_NATURES} />
      {vue.actions.length > 0 && <Choix nom="fiche" libelle="Action" facultatif vide="Aucune" options={vue.actions} />}
      <Bouton variante="primaire" icone="plus">Ajouter au budget {vue.annee}</Bouton>
    </Formulaire>
  </Section>
);

const Prevues = ({ vue }: { vue: VueBudget }): JSX.Element => (
  <Depliant titre={`Ce qui est prévu, ligne par ligne (${vue.prevues.length})`}>
    <Tableau
      legende={`Lignes du budget ${vue.annee}`} lignes={vue.prevues} idLigne={(l) => l.id}
      colonnes={[
        { cle: 'quoi', titre: 'Dépense', principale: true, cellule: (l) => l.quoi },
        { cle: 'ou', titre: 'Mission, action', cellule: (l) => l.ou },
        { cle: 'nature', titre: 'Nature', cellule: (l) => l.nature },
        { cle: 'montant', titre: 'Prévu', nombre: true, cellule: (l) => l.montant },
        ...(vue.peutSaisir && !vue.clos ? [{ cle: 'geste', titre: 'Corriger', cellule: (l: VueBudget['prevues'][number]) => <BoutonGeste petit action={`${vue.base}/finances/budget/${l.id}/retrait`}>Retirer<span class="sr-only"> : {l.quoi}</span></BoutonGeste> }] : []),
      ]}
    />
  </Depliant>
);

/** What was meant for each mission, and what happens to it over the year. */
export function PageBudget({ vue, saisie, refus }: { vue: VueBudget; saisie?: SaisieComptes; refus?: string }): JSX.Element {
  if (vue.interdit) return <PagesComptesInterdites base={vue.base} />;
  const adresse = (annee: number, par: VueBudget['par']): string => `${vue.base}/finances/budget?annee=${annee}&par=${par}`;
  return (
    <>
      <TitrePage titre={`Budget ${vue.annee}`} phrase={vue.phrase} action={vue.peutSaisir && !vue.clos ? <BoutonGeste action={`${vue.base}/finances/budget/fiches`} champs={{ annee: String(vue.annee) }} icone="copy">Reprendre les fiches action</BoutonGeste> : undefined} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      {vue.clos && <Encadre titre={`L’exercice ${vue.annee} est clos`}>Son budget et ses dépenses ne changent plus.</Encadre>}
      <Pastilles nom="Année" choix={vue.annees.map((a) => ({ libelle: String(a), href: adresse(a, vue.par), actif: a === vue.annee }))} />
      {vue.mois && <GraphiqueLignes niveau={2} titre="Ce qui est engagé, dépensé et payé" phrase="Sommes cumulées depuis janvier, en euros." quoi="Mois" abscisses={vue.mois.noms} series={[{ libelle: 'Engagé', valeurs: vue.mois.engage }, { libelle: 'Dépensé', valeurs: vue.mois.depense }, { libelle: 'Payé', valeurs: vue.mois.paye }]} depuisZero />}
      <Section titre="Prévu, engagé, dépensé, payé">
        <Pastilles nom="Regrouper" choix={(['mission', 'action', 'nature'] as const).map((p) => ({ libelle: `Par ${NOMS[p].toLowerCase()}`, href: adresse(vue.annee, p), actif: p === vue.par }))} />
        <Tableau
          legende={`Budget ${vue.annee} par ${NOMS[vue.par].toLowerCase()}`} colonnes={colonnes(vue.par)} lignes={[...vue.lignes, ...(vue.total ? [vue.total] : [])]} idLigne={(l) => l.cle}
          exports={[`${vue.base}/finances/budget.xlsx?annee=${vue.annee}&par=${vue.par}`]}
          vide={<EtatVide titre="Rien de prévu, rien d’engagé" icone="wallet">Reprenez ce que les fiches action prévoient, ou ajoutez une première dépense ci-dessous.</EtatVide>}
        />
        <p class="max-w-texte text-sm text-douce">Engagé : reçu ou déclaré, approuvé ou non. Dépensé : approuvé par une seconde personne. Payé : sorti de la banque.</p>
      </Section>
      {vue.prevues.length > 0 && <Prevues vue={vue} />}
      {vue.aImputer.length > 0 && <AImputer vue={vue} />}
      {vue.peutSaisir && !vue.clos && <Prevoir vue={vue} saisie={saisie} />}
    </>
  );
}
