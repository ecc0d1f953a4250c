import type { VNode } from 'preact';
import { Badge, BadgeEcheance } from '../composants/badge.tsx';
import { LienBouton } from '../composants/bouton.tsx';
import { Carte, ListeAFaire, ProchainPas } from '../composants/carte.tsx';
import { Chronologie } from '../composants/chronologie.tsx';
import { Etapes } from '../composants/etapes.tsx';
import { Onglets, OngletsRubrique } from '../composants/onglets.tsx';
import { PucePersonne } from '../composants/personne.tsx';
import { Jauge, Progression } from '../composants/progression.tsx';
import { AUJOURDHUI, jour, NOM_TRES_LONG } from './exemples.ts';

export const badges = (): VNode => (
  <p class="flex flex-wrap gap-2">
    <Badge>brouillon</Badge>
    <Badge ton="encours">en instruction</Badge>
    <Badge ton="attente">à compléter</Badge>
    <Badge ton="reussi">validée</Badge>
    <Badge ton="refus">refusée</Badge>
  </p>
);
export const echeances = (): VNode => (
  <p class="flex flex-wrap gap-2">
    {['2026-11-12', '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-04', '2027-01-10', '2027-05-31'].map((j) => <BadgeEcheance key={j} echeance={jour(j)} aujourdhui={AUJOURDHUI} />)}
    <BadgeEcheance echeance={jour('2026-11-01')} aujourdhui={AUJOURDHUI} fait />
  </p>
);
export const chronologie = (): VNode => (
  <Chronologie
    libelle="Création de la CPTS"
    aujourdhui={AUJOURDHUI}
    reperes={[
      { id: '1', jour: jour('2026-09-14'), titre: 'Première réunion', detail: '19 professionnels, 8 professions.', etat: 'fait' },
      { id: '2', jour: jour('2026-10-06'), titre: 'Lettre d’intention déposée', etat: 'fait', horloge: { depuis: jour('2026-10-06'), jusquau: jour('2026-12-06'), libelle: 'Réponse de l’ARS' } },
      { id: '3', jour: jour('2026-11-02'), titre: 'Pièces complémentaires', detail: 'Les statuts signés n’ont pas été envoyés.', etat: 'manque', action: <LienBouton petit href="#">Envoyer les statuts</LienBouton> },
      { id: '4', jour: jour('2027-05-31'), titre: 'Projet de santé', etat: 'avenir' },
    ]}
  />
);
export const etapes = (): VNode => (
  <Etapes
    libelle="Écrire la lettre d’intention"
    etapes={[
      { cle: 'a', libelle: 'Territoire', etat: 'faite', href: '#', detail: '31 communes' },
      { cle: 'b', libelle: 'Partenaires', etat: 'faite', href: '#' },
      { cle: 'c', libelle: 'Relecture', etat: 'encours', detail: 'deux sections' },
      { cle: 'd', libelle: 'Dépôt', etat: 'avenir' },
    ]}
  />
);
export const aFaire = (): VNode => (
  <>
    <ProchainPas quoi="Signer le contrat avec la CPAM" qui={<PucePersonne nom="Hélène Marchand" fonction="présidente" />} echeance={jour('2026-12-01')} aujourdhui={AUJOURDHUI} pourquoi="Le projet de santé est validé depuis le 18 novembre." action={<LienBouton variante="primaire" href="#">Relire et signer</LienBouton>} />
    <ListeAFaire aujourdhui={AUJOURDHUI} choses={[{ id: 'x', titre: NOM_TRES_LONG, raison: NOM_TRES_LONG, echeance: jour('2026-11-30'), action: <LienBouton href="#">Relire</LienBouton> }, { id: 'y', titre: 'Répondre au sondage de dates' }]} />
  </>
);
export const cartes = (): VNode => (
  <div class="grid gap-5 md:grid-cols-2">
    <Carte titre="Mardi 24 novembre, 20 h 30" detail="17 sur 19, tous les médecins, personne deux soirs de suite." action={<LienBouton variante="primaire" href="#">Retenir cette date</LienBouton>} />
    <Carte titre="Jeudi 26 novembre, 12 h 30" detail="14 sur 19 ; deux pharmaciens absents." action={<LienBouton href="#">Retenir cette date</LienBouton>} />
  </div>
);
export const progressions = (): VNode => (
  <div class="grid gap-8">
    <Progression titre="Import de l’annuaire" fait={41_200} total={120_000} detail="encore 40 secondes" arreter={{ action: '#', libelle: 'Arrêter l’import' }} />
    <Progression titre="Préparation du fichier" fait={0} />
    <Jauge libelle="Collège des médecins" present={7} requis={10} total={19} />
    <Jauge libelle="Collège des paramédicaux" present={12} requis={10} total={19} />
  </div>
);
export const onglets = (): VNode => <Onglets libelle="Vues du territoire" actif="liste" onglets={[{ cle: 'carte', libelle: 'Carte', href: '#' }, { cle: 'liste', libelle: 'Liste', href: '#', compte: 31 }, { cle: 'histoire', libelle: 'Historique', href: '#' }]} />;
const VUES = ['Contrat', 'Trésorerie', 'Mon temps', 'Registre', 'Paiements', 'Budget', 'Factures', 'Banque'].map((libelle, i) => ({ cle: libelle, libelle, href: '#', groupe: i < 2 ? 'Contrat' : i < 5 ? 'Indemnités' : 'Comptes' }));
export const rubrique = (): VNode => (
  <div class="grid gap-8">
    <OngletsRubrique libelle="Agenda" actif="Contrat" onglets={VUES.slice(0, 5)} />
    <OngletsRubrique libelle="Finances" actif="Registre" onglets={VUES} />
  </div>
);
