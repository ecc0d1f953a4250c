import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { explicationVersement } from '../labels.ts';
import type { VueTaux } from '../view.ts';

/** Professions of TRE_G15 met in a CPTS. */
const PROFESSIONS = ['10', '21', '40', '50', '60', '70', '80', '91', '92', '93', '94', '95', '96'];

type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

const NouveauTaux = ({ base, saisie }: { base: string; saisie: Saisie | undefined }): JSX.Element => (
  <Formulaire action={`${base}/finances/taux`} erreurs={saisie?.erreurs ?? {}} valeurs={saisie?.valeurs ?? {}}>
    <CasesChoix nom="nature" libelle="Quel registre ?" valeur="indemnite" options={[{ valeur: 'indemnite', libelle: 'Indemnité', detail: explicationVersement.indemnite }, { valeur: 'remuneration', libelle: 'Rémunération', detail: explicationVersement.remuneration }, { valeur: 'les_deux', libelle: 'Les deux, au même taux pour tous', detail: 'Remplace dès son jour les taux par profession ou par mission. Admis pour une rémunération ; pour une indemnité, une lecture stricte du texte en discute, car elle compense la perte de chacun.' }]} />
    <Choix nom="profession" libelle="Profession" vide="Toutes les professions" facultatif options={PROFESSIONS.map((p) => ({ valeur: p, libelle: libelleProfession(p) }))} aide="Pour une indemnité seulement." />
    <Champ nom="mission" libelle="Mission" facultatif maximum={120} aide="Vide : toutes les missions." />
    <Champ nom="heure" libelle="Taux d’une heure" court suffixe="€" clavier="decimal" />
    <ChampJour nom="depuis" libelle="S’applique depuis le" />
    <Champ nom="vote" libelle="Décision qui l’a voté" maximum={200} aide="Par exemple : assemblée générale du 12 janvier 2026, délibération 4" />
    <ChampJour nom="voteLe" libelle="Votée le" />
    <Bouton variante="primaire" icone="check">Enregistrer ce taux</Bouton>
  </Formulaire>
);

const Plafond = ({ p, vue, saisie, premier }: { p: VueTaux['plafonds'][number]; vue: VueTaux; saisie: Saisie | undefined; premier: boolean }): JSX.Element => (
  <Section titre={p.saisi === '' ? `Plafond ${p.annee} : à renseigner` : `Plafond ${p.annee}`} {...(premier ? { id: 'plafond' } : {})} phrase={p.phrase}>
    {vue.peutTenir && (
      <Formulaire action={`${vue.base}/finances/plafonds`} prefixe={`p${p.annee}-`} erreurs={saisie?.erreurs ?? {}} valeurs={saisie?.valeurs ?? {}}>
        <input type="hidden" name="annee" value={p.annee} />
        <Champ nom="plafond" libelle="Plafond annuel de la Sécurité sociale" court suffixe="€" clavier="decimal" valeur={p.saisi} />
        <Champ nom="source" libelle="Source" maximum={200} valeur={p.source} aide="Par exemple : arrêté du 22 décembre 2026, Journal officiel du 24" />
        <Bouton icone="check">Enregistrer le plafond {p.annee}</Bouton>
      </Formulaire>
    )}
  </Section>
);

/** The rates that were voted, the caps, and the years that are closed. */
export function PageTaux({ vue, saisie, plafond, refus }: { vue: VueTaux; saisie?: Saisie; /** A cap that was refused. */ plafond?: Saisie; refus?: string }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Les taux se lisent par les membres de la CPTS." texte="Vous lisez ici ce qui est déposé auprès de vous." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  const estDe = (annee: number): boolean => plafond?.valeurs['annee'] === String(annee);
  const horsPage = vue.plafonds.some((p) => estDe(p.annee)) ? undefined : Object.values(plafond?.erreurs ?? {})[0];
  return (
    <>
      <TitrePage titre="Taux votés" phrase={vue.phrase} />
      {(refus ?? horsPage) && <Encadre ton="refus" titre="Rien n’a été changé">{refus ?? horsPage}</Encadre>}
      <Encadre ton="regle" titre="Deux registres" source="concourspluripro.fr ; cptstarbesadour.org ; medecin-occitanie.org">L’indemnité compense une perte de revenu et peut varier selon la profession. La rémunération paie une mission, au même taux pour tous.</Encadre>
      {vue.pourTous !== '' && <Encadre titre="Le même taux horaire pour tous" source="medecin-occitanie.org">{vue.pourTous} Des CPTS le jugent plus équitable. Pour la rémunération, il est admis ; pour l’indemnité, une lecture stricte du texte le discute : à vérifier avec votre caisse.</Encadre>}
      <Tableau
        legende="Taux horaires" lignes={vue.taux} idLigne={(t) => t.id}
        colonnes={[
          { cle: 'heure', titre: 'Taux', principale: true, cellule: (t) => t.heure },
          { cle: 'nature', titre: 'Registre', cellule: (t) => t.nature },
          { cle: 'pour', titre: 'Pour', cellule: (t) => t.pour },
          { cle: 'depuis', titre: 'Depuis', cellule: (t) => t.depuis },
          { cle: 'vote', titre: 'Décision', cellule: (t) => t.vote },
        ]}
        vide={<EtatVide titre="Aucun taux voté" icone="wallet">Un taux s’enregistre avec la décision qui l’a voté. Sans lui, un temps ne vaut rien.</EtatVide>}
      />
      <Section titre="Exercices" phrase="Clos, un exercice ne reçoit plus rien et ne change plus : on ne fait qu’y payer ce qui est approuvé.">
        <Tableau
          legende="Exercices" lignes={vue.exercices} idLigne={(e) => String(e.annee)}
          colonnes={[
            { cle: 'annee', titre: 'Année', principale: true, cellule: (e) => String(e.annee) },
            { cle: 'plafond', titre: 'Plafond par personne', nombre: true, cellule: (e) => e.plafond },
            { cle: 'etat', titre: 'État', cellule: (e) => <Badge ton={e.clos ? 'neutre' : 'encours'}>{e.clos ? 'clos' : 'ouvert'}</Badge> },
            { cle: 'geste', titre: 'Geste', cellule: (e) => (vue.peutTenir ? <BoutonGeste petit action={`${vue.base}/finances/exercices`} champs={{ annee: String(e.annee), geste: e.clos ? 'rouvrir' : 'clore' }}>{e.clos ? 'Rouvrir' : 'Clore'} {e.annee}</BoutonGeste> : '') },
          ]}
        />
      </Section>
      {vue.plafonds.map((p, i) => <Plafond key={p.annee} p={p} vue={vue} premier={i === 0} saisie={estDe(p.annee) ? plafond : undefined} />)}
      {vue.peutTenir && <Section titre="Enregistrer un taux"><NouveauTaux base={vue.base} saisie={saisie} /></Section>}
    </>
  );
}
