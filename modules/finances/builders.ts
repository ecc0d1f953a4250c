import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { type Declaration, type Taux, TempsId, type TempsLu, type Travail } from './model.ts';
import { type Facture, FactureId, SubventionId, type SubventionSuivie } from './model-comptes.ts';

const J = Jour.parse('2026-01-01');
const id = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const unTaux = (t: Partial<Omit<Taux, 'id'>> = {}): Omit<Taux, 'id'> => ({ nature: 'indemnite', profession: null, mission: null, centimesHeure: 5000, depuis: J, voteReference: 'Assemblée générale, délibération 4', voteLe: J, pourTous: false, ...t });

export const uneDeclaration = (d: Partial<Declaration> = {}): Declaration => ({ nature: 'indemnite', mission: '', action: 'Réunion du bureau', jour: Jour.parse('2026-11-02'), minutes: 120, preuve: '', ...d });

export const unTemps = (t: Partial<TempsLu> = {}, n = 1): TempsLu => ({
  id: TempsId.parse(id(n)), personneId: PersonneId.parse(id(900)), statut: 'confirmee', version: 1, nature: 'indemnite', mission: '', action: 'Réunion du bureau', jour: Jour.parse('2026-11-02'), minutes: 120,
  centimes: 10_000, tauxId: id(800), preuve: 'feuille d’émargement', origine: 'saisie', motif: '', approuveePar: null, nom: 'Prune Supposée', payeeLe: null, ...t,
});

export const unTravail = (t: Partial<Travail> = {}, n = 1): Travail => ({ id: id(n), jour: Jour.parse('2026-11-02'), minutes: 40, metier: 'infirmier', tache: 'rendez_vous', note: '', ...t });

type FactureLue = Facture & { readonly saisieParNom: string; readonly approuveeParNom: string | null; readonly action: string | null };
type SubventionLue = SubventionSuivie & { readonly saisieParNom: string; readonly approuveeParNom: string | null };

export const uneFacture = (f: Partial<FactureLue> = {}, n = 1): FactureLue => ({
  id: FactureId.parse(id(n)), statut: 'recue', version: 1, fournisseur: 'Salle des fêtes inventée', numero: `F-${n}`, jour: Jour.parse('2026-10-05'), echeance: Jour.parse('2026-11-05'), centimes: 48_000, poste: 'prevention', nature: 'prestataires', ficheId: null,
  libelle: 'Location', fichierId: null, motif: '', saisiePar: PersonneId.parse(id(900)), approuveePar: null, approuveeLe: null, payeeLe: null, saisieParNom: 'Camille Essai', approuveeParNom: null, action: null, ...f,
});

export const uneSubvention = (s: Partial<SubventionLue> = {}, n = 1): SubventionLue => ({
  id: SubventionId.parse(id(n)), statut: 'accordee', version: 1, financeur: 'fir', nom: 'ARS', libelle: 'Appui au démarrage', centimes: 2_000_000, jour: Jour.parse('2026-02-01'), poste: null, fichierId: null, motif: '', saisiePar: PersonneId.parse(id(900)), approuveePar: PersonneId.parse(id(901)),
  approuveeLe: Jour.parse('2026-02-03'), recu: 500_000, encaissements: [{ id: id(700), subventionId: id(n), jour: Jour.parse('2026-03-01'), centimes: 500_000, reference: 'VIR ARS' }], saisieParNom: 'Camille Essai', approuveeParNom: 'Ombeline Trésor', ...s,
});
