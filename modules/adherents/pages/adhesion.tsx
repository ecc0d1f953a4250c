import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VueDossier } from '../view.ts';
import { ChampsIdentite } from './champs-identite.tsx';

export type SaisieDossier = { readonly forme: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueDossier; readonly saisie?: SaisieDossier | undefined };

const pour = (forme: string, { vue, saisie }: Props, fichiers = false) => ({
  action: `${vue.base}/reseau/adherents/${vue.id}/${forme}`, version: vue.version, prefixe: `${forme}-`, fichiers, ...(saisie?.forme === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {}),
});
const ouvert = (forme: string, saisie: SaisieDossier | undefined): boolean => saisie?.forme === forme;
const Document = (): JSX.Element => <DepotFichier nom="document" libelle="Document (facultatif)" aide="Lettre, accusé de réception, procès-verbal : gardé tel quel." />;

const Decider = (p: Props): JSX.Element => (
  <Section titre="Décider">
    <Formulaire {...pour('valider', p)}>
      <Choix nom="categorie" libelle="À quel titre" options={p.vue.categories} valeur={p.vue.categorie} />
      {p.vue.colleges.length > 0 && <Choix nom="college" libelle="Collège" vide="Aucun" facultatif options={p.vue.colleges} valeur={p.vue.collegePropose} {...(p.vue.collegePropose ? { aide: 'Proposé d’après la profession et la catégorie.' } : {})} />}
      <Bouton variante="primaire" icone="check">Admettre</Bouton>
    </Formulaire>
    <Depliant titre="Refuser la demande" ouvert={ouvert('refuser', p.saisie)}>
      <Formulaire {...pour('refuser', p)}>
        <ZoneTexte nom="motif" libelle="Motif" aide="La personne le reçoit par courriel." lignes={3} maximum={1000} />
        <Bouton variante="danger">Refuser la demande</Bouton>
      </Formulaire>
    </Depliant>
  </Section>
);

const Entendre = (p: Props): JSX.Element => (
  <Section titre="Noter l’audition" phrase="Personne n’est exclu sans avoir été entendu, ou appelé à l’être.">
    <Formulaire {...pour('entendre', p, true)}>
      <ChampJour nom="jour" libelle="Jour" />
      <CasesChoix nom="maniere" libelle="Comment" options={[{ valeur: 'presente', libelle: 'Entendue de vive voix' }, { valeur: 'ecrit', libelle: 'A répondu par écrit' }, { valeur: 'absente', libelle: 'Convoquée, n’est pas venue' }]} />
      <ZoneTexte nom="observations" libelle="Ce que la personne a dit" facultatif lignes={4} maximum={10000} />
      <Document />
      <Bouton variante="primaire">Noter l’audition</Bouton>
    </Formulaire>
  </Section>
);

const Trancher = (p: Props & { forme: 'exclure' | 'maintenir'; titre: string; danger?: boolean }): JSX.Element => (
  <Depliant titre={p.titre} ouvert={ouvert(p.forme, p.saisie)}>
    <Formulaire {...pour(p.forme, p, true)}>
      <ChampJour nom="jour" libelle="Jour de la décision" />
      <Champ nom="instance" libelle="Qui a décidé" aide="L’instance que nomment vos statuts." valeur={p.vue.instance} maximum={200} />
      <Document />
      <Bouton {...(p.danger ? { variante: 'danger' as const } : {})}>{p.titre}</Bouton>
    </Formulaire>
  </Depliant>
);

const Finir = (p: Props): JSX.Element => (
  <Depliant titre="Noter la fin de l’adhésion" ouvert={ouvert('fin', p.saisie)}>
    <Formulaire {...pour('fin', p)}>
      <Choix nom="motif" libelle="Motif" vide="Choisir…" options={[{ valeur: 'demission', libelle: 'Démission reçue' }, { valeur: 'fin_activite', libelle: 'Fin d’activité ou déménagement' }, { valeur: 'non_renouvellement', libelle: 'Adhésion non renouvelée' }, { valeur: 'deces', libelle: 'Décès' }]} />
      <ChampJour nom="jour" libelle="À quelle date" />
      <Bouton>Noter la fin</Bouton>
    </Formulaire>
  </Depliant>
);

const Engager = (p: Props): JSX.Element => (
  <Depliant titre="Engager une exclusion" ouvert={ouvert('engager', p.saisie)}>
    <p class="mb-3 max-w-texte">La personne est prévenue par courriel de ce qui lui est reproché et du jour où elle sera entendue. Vos statuts peuvent demander aussi une lettre recommandée : joignez-la.</p>
    <Formulaire {...pour('engager', p, true)}>
      <ZoneTexte nom="griefs" libelle="Ce qui est reproché" lignes={4} maximum={5000} />
      <ChampJour nom="notifiee_le" libelle="Notifiée le" />
      <ChampJour nom="convoquee_pour" libelle="Convoquée pour le" />
      <Document />
      <Bouton variante="danger">Engager l’exclusion</Bouton>
    </Formulaire>
  </Depliant>
);

/** After admission, the category and the college may change: a new profession, a delegate of a structure. */
const ChangerDePlace = (p: Props): JSX.Element => (
  <Depliant titre="Changer de catégorie ou de collège" ouvert={ouvert('place', p.saisie)}>
    <p class="mb-3 max-w-texte">Le droit de vote suit la catégorie et le collège, dès l’enregistrement.</p>
    <Formulaire {...pour('place', p)}>
      <Choix nom="categorie" libelle="À quel titre" options={p.vue.categories} valeur={p.vue.categorie} />
      {p.vue.colleges.length > 0 && <Choix nom="college" libelle="Collège" vide="Aucun" facultatif options={p.vue.colleges} valeur={p.vue.changements.college} />}
      <Bouton icone="save">Enregistrer la catégorie et le collège</Bouton>
    </Formulaire>
  </Depliant>
);

const CorrigerCourriel = (p: Props): JSX.Element => (
  <Depliant titre={p.vue.changements.courriel === '' ? 'Ajouter une adresse électronique' : 'Corriger l’adresse électronique'} ouvert={ouvert('courriel', p.saisie)}>
    <p class="mb-3 max-w-texte">Les liens déjà envoyés à l’ancienne adresse ne s’ouvriront plus.</p>
    <Formulaire {...pour('courriel', p)}>
      <Champ nom="courriel" libelle="Adresse électronique" type="email" autocompletion="off" maximum={254} valeur={p.vue.changements.courriel ?? ''} />
      <Bouton icone="save">Enregistrer l’adresse</Bouton>
    </Formulaire>
  </Depliant>
);

function Gestes(p: Props): JSX.Element | null {
  const { vue, saisie } = p;
  const peut = (g: VueDossier['gestes'][number]): boolean => vue.gestes.includes(g);
  return (
    <>
      {peut('valider') && <Decider {...p} />}
      {peut('entendre') && <Entendre {...p} />}
      {(peut('exclure') || peut('abandonner_exclusion')) && (
        <Section titre="Décision de l’instance">
          {peut('exclure') && <Trancher {...p} forme="exclure" titre="Prononcer l’exclusion" danger />}
          <Trancher {...p} forme="maintenir" titre="Clore la procédure, la personne reste membre" />
        </Section>
      )}
      {(vue.peutTenir || vue.sienne) && (
        <Section titre="Tenir à jour">
          <Depliant titre="Corriger la fiche" ouvert={ouvert('correction', saisie)}>
            <Formulaire {...pour('correction', p)}><ChampsIdentite professions={vue.professions} valeurs={vue.valeurs} /><Bouton icone="save">Enregistrer la fiche</Bouton></Formulaire>
          </Depliant>
          {vue.changements.courriel !== undefined && <CorrigerCourriel {...p} />}
          {vue.changements.place && <ChangerDePlace {...p} />}
          {peut('constater_fin') && <Finir {...p} />}
          {peut('engager_exclusion') && <Engager {...p} />}
        </Section>
      )}
    </>
  );
}

const Exclusions = ({ vue }: Props): JSX.Element | null =>
  vue.exclusions.length === 0 ? null : (
    <Section titre="Procédure d’exclusion">
      {vue.exclusions.map((e) => (
        <div key={e.id} class="carte mb-4 p-5">
          <p class="max-w-texte whitespace-pre-line wrap-anywhere">{e.griefs}</p>
          <ul class="mt-3 grid gap-2">{e.etapes.map((x) => <li key={x.quoi}><span class="font-semibold">{x.quoi}</span>, {x.quand}{x.detail && <span class="block text-douce wrap-anywhere">{x.detail}</span>}{x.document && <a class="text-lien underline underline-offset-4" href={x.document}>Voir le document</a>}</li>)}</ul>
        </div>
      ))}
    </Section>
  );

const Suivi = ({ vue }: Props): JSX.Element | null =>
  vue.acceptations.length + vue.cotisations.length === 0 ? null : (
    <Section titre="Charte et cotisations">
      <ul class="grid max-w-texte gap-2">
        {vue.acceptations.map((a) => <li key={a.empreinte + a.le}>{a.texte}, acceptée le {a.le} <span class="text-douce">({a.moyen}, empreinte {a.empreinte.slice(0, 12)}…)</span></li>)}
        {vue.cotisations.map((c) => <li key={c.annee}>Cotisation {c.annee} : {c.etat}{c.recu && <> · <a class="text-lien underline underline-offset-4" href={c.recu} data-turbo="false">Reçu (PDF)</a></>}</li>)}
      </ul>
    </Section>
  );

/** One membership: where it stands, what can be done, what happened. */
export function PageAdhesion(p: Props): JSX.Element {
  const { vue, saisie } = p;
  const geste = vue.gestes.includes('instruire') ? <BoutonGeste variante="primaire" action={`${vue.base}/reseau/adherents/${vue.id}/instruire`} version={vue.version}>Commencer l’instruction</BoutonGeste> : undefined;
  return (
    <>
      <TitrePage titre={vue.nom} phrase={<>{vue.phrase} {vue.statut !== 'validee' && <Badge icone={false}>{vue.libelle}</Badge>}</>} action={<>{geste}{vue.annuaire && <LienBouton href={vue.annuaire}>Fiche de l’annuaire</LienBouton>}</>} />
      {saisie?.forme === 'geste' && <Encadre ton="refus" titre="Rien n’a été changé">{Object.values(saisie.erreurs)[0]}</Encadre>}
      <div class="max-w-texte"><ListeCle lignes={vue.fiche.map((l) => ({ cle: l.cle, valeur: <span class="wrap-anywhere">{l.valeur}</span> }))} /></div>
      {vue.message && <Section titre="Son message"><p class="max-w-texte whitespace-pre-line wrap-anywhere">{vue.message}</p></Section>}
      {vue.textesEnAttente.length > 0 && <Section titre="Pas encore accepté"><ul class="list-disc pl-6">{vue.textesEnAttente.map((t) => <li key={t}>{t}</li>)}</ul></Section>}
      <Exclusions {...p} />
      <Gestes {...p} />
      <Suivi {...p} />
    </>
  );
}

export const AdhesionAbsente = ({ base }: { base: string }): JSX.Element => <PageMessage titre="Cette adhésion n’existe pas, ou plus." texte="Elle a pu être effacée à la demande de la personne." lien={{ href: `${base}/reseau/adherents`, libelle: 'Revenir aux adhérents' }} />;
