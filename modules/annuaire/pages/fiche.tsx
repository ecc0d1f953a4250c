import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix, CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { libelleAccueil, libelleAudience, libelleChamp, libelleCompetence } from '../labels.ts';
import { AccueilPatients, Audience, type AudiencesFiche, CHAMPS_DE_FICHE, type ChampDeFiche, Competence, type ContenuFiche } from '../model.ts';
import type { ChampVu } from '../view.ts';

export type VueFiche = {
  readonly interdit: boolean;
  readonly refus?: string;
  readonly erreurs?: Readonly<Record<string, string>>;
  readonly valeurs?: Readonly<Record<string, unknown>>;
  readonly nom: string;
  readonly action: string;
  readonly retour: string;
  readonly version: number;
  readonly contenu: ContenuFiche;
  readonly audiences: AudiencesFiche;
  readonly publiee: boolean;
  /** Address of practice that the national directory gives: offered while nothing is written on the page. */
  readonly propose: string;
  readonly publique: string;
  /** What was saved meanwhile, when two texts meet. */
  readonly entretemps?: readonly ChampVu[];
};

const ACCUEIL = AccueilPatients.options.map((v) => ({ valeur: v, libelle: libelleAccueil[v] }));

const estVierge = (c: ContenuFiche): boolean => CHAMPS_DE_FICHE.every((k) => c[k].length === 0);
/** Where one practises, filled from the national directory until the person has written something of their own. */
const lieuDe = ({ contenu, propose }: VueFiche): { valeur: string; source?: string } => (propose !== '' && estVierge(contenu) ? { valeur: propose, source: 'Annuaire Santé' } : { valeur: contenu.lieu });

function Saisie({ cle, vue }: { cle: ChampDeFiche; vue: VueFiche }): JSX.Element {
  const commun = { nom: cle, libelle: libelleChamp[cle], facultatif: true };
  switch (cle) {
    case 'competences': return <CasesChoix {...commun} multiple deuxColonnes valeur={vue.contenu.competences} options={Competence.options.map((c) => ({ valeur: c, libelle: libelleCompetence[c] }))} />;
    case 'nouveaux_patients': case 'domicile': case 'non_programmes': return <Choix {...commun} valeur={vue.contenu[cle]} vide="Je ne le dis pas" options={ACCUEIL} />;
    case 'horaires': case 'precisions': return <ZoneTexte {...commun} valeur={vue.contenu[cle]} lignes={4} maximum={1000} />;
    case 'lieu': return <Champ {...commun} {...lieuDe(vue)} maximum={300} />;
    case 'telephone': return <Champ {...commun} type="tel" valeur={vue.contenu.telephone} aide="Pour vos confrères : le numéro qui répond" />;
    case 'messagerie_securisee': return <Champ {...commun} type="email" valeur={vue.contenu.messagerie_securisee} aide="Par exemple : prenom.nom@medecin.mssante.fr" />;
    case 'langues': return <Champ {...commun} valeur={vue.contenu.langues} aide="Par exemple : français, espagnol, langue des signes" />;
  }
}

/** One's own page: what to say, and to whom, field by field. */
export function PageFiche({ vue }: { vue: VueFiche }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cette fiche n’est pas la vôtre." texte={vue.refus ?? ''} lien={{ href: vue.retour, libelle: 'Revenir à la fiche' }} />;
  return (
    <>
      <TitrePage titre="Ma fiche" phrase={`Ce que vous dites de votre exercice, ${vue.nom}, et à qui vous le montrez.`} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.entretemps && <Encadre ton="attention" titre="Enregistré entre-temps">{vue.entretemps.map((c) => <p key={c.cle}>{c.libelle} : {c.valeur}</p>)}</Encadre>}
      <Formulaire action={vue.action} version={vue.version} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} brouillon={`fiche-${vue.action}`}>
        {CHAMPS_DE_FICHE.map((cle) => (
          <div key={cle} class="grid gap-x-6 border-t border-base-300 pt-5 md:grid-cols-[minmax(0,1fr)_16rem]">
            <Saisie cle={cle} vue={vue} />
            <Choix nom={`audience_${cle}`} libelle={`Qui voit « ${libelleChamp[cle]} »`} valeur={vue.audiences[cle]} options={Audience.options.map((a) => ({ valeur: a, libelle: libelleAudience[a] }))} />
          </div>
        ))}
        <Section titre="Annuaire public">
          <CaseUnique nom="publiee" libelle="Montrer ma fiche aux habitants, sans connexion" coche={vue.publiee} aide="Y paraissent votre nom, votre profession et les champs réglés sur « Tout le monde », rien d’autre. Les logiciels de santé les lisent aussi (FHIR), avec votre numéro RPPS déjà public." />
          <p class="mt-2 text-sm"><a class="lien" href={vue.publique}>Voir l’annuaire public, celui des habitants</a></p>
        </Section>
        <div class="mt-6 flex flex-wrap gap-3"><Bouton variante="primaire" icone="save">Enregistrer ma fiche</Bouton><LienBouton href={vue.retour}>Revenir sans enregistrer</LienBouton></div>
      </Formulaire>
      {vue.version > 0 && (
        <Section titre="Retirer ma fiche" phrase="Ce que vous avez écrit ici sera effacé. Les données publiques de l’Annuaire Santé restent.">
          <BoutonGeste action={`${vue.action}/retrait`} variante="danger" icone="trash-2">Retirer ma fiche</BoutonGeste>
        </Section>
      )}
    </>
  );
}
