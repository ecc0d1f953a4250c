import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { type Acteur, PersonneId, Role } from '#core/tenancy.ts';
import { unDepot, unDossier, unPas } from '../builders-parcours.ts';
import { GesteParcours, StatutParcours } from '../model-parcours.ts';
import { deciderMission, deciderPas, pasOfferts, raconter, titreDuPas } from './parcours.ts';
import { gestesPossibles, PAS, transitions } from '../transitions.ts';

const jour = (t: string): Jour => Jour.parse(t);
const qui = (...roles: Role[]): Acteur => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Camille', roles });
const AUJOURDHUI = jour('2026-03-10');
const depose = unDossier('2025-01-05', [['tenir_rencontre', '2025-01-15'], ['deposer_lettre', '2025-03-02'], ['valider_lettre', '2025-04-10'], ['commencer_projet', '2025-04-10'], ['deposer_projet', '2026-01-15']]);
const demande = (geste: GesteParcours, le: string, plus: object = {}) => ({ geste, le: jour(le), acteur: 'Camille', commentaire: '', ...plus });
const decider = (d: typeof depose, x: ReturnType<typeof demande>, role: Role, aujourdhui = AUJOURDHUI) => deciderPas(d, x, { qui: qui(role), aujourdhui });

describe('la table du parcours', () => {
  test('chaque statut s’atteint depuis la prise de contact', () => {
    const vus = new Set<StatutParcours>(['contact']);
    for (const s of vus) for (const vers of Object.values(transitions[s])) vus.add(vers);
    expect([...vus].toSorted()).toEqual([...StatutParcours.options].toSorted());
  });
  test('chaque geste sert quelque part, et la résiliation n’a pas de suite', () => {
    expect(new Set(StatutParcours.options.flatMap(gestesPossibles))).toEqual(new Set(GesteParcours.options));
    expect(transitions.resiliation).toEqual({});
  });
});

describe('qui franchit quoi', () => {
  test.each(GesteParcours.options.flatMap((g) => Role.options.map((r) => [g, r] as const)))('%s par %s', (geste, role) => {
    const titre = titreDuPas(qui(role), geste);
    const { par } = PAS[geste];
    const attendu =
      geste === 'laisser_valider' ? undefined
      : role === 'coordination' || role === 'presidence' ? (par.includes('cpts') ? 'cpts' : par[0])
      : role === 'ars' && par.includes('ars') ? 'ars'
      : role === 'cpam' && par.includes('assurance_maladie') ? 'assurance_maladie'
      : undefined;
    expect(titre?.institution).toBe(attendu);
    expect(titre?.consigne ?? false).toBe((role === 'coordination' || role === 'presidence') && attendu !== undefined && !par.includes('cpts'));
  });
  test('un adhérent ne franchit rien', () => {
    for (const s of StatutParcours.options) expect(pasOfferts({ ...depose, statut: s }, qui('adherent'))).toEqual([]);
  });
});

describe('décider d’un pas', () => {
  test('l’ARS s’oppose jusqu’au dernier jour inclus, jamais après', () => {
    const motive = { motif: 'prs' as const, commentaire: 'Le PRS demande une antenne.' };
    expect(decider(depose, demande('opposer', '2026-03-15', motive), 'ars', jour('2026-03-15')).ok).toBe(true);
    expect(decider(depose, demande('opposer', '2026-03-16', motive), 'ars', jour('2026-03-16'))).toEqual({ ok: false, refus: { code: 'opposition_tardive', dernierJour: '2026-03-15' } });
  });
  test.each([
    ['sans motif', { commentaire: 'Parce que.' }, 'motif_manquant'],
    ['sans explication', { motif: 'territoire' as const, commentaire: '  ' }, 'commentaire_manquant'],
  ])('une opposition %s est refusée', (_cas, plus, code) => {
    expect(decider(depose, demande('opposer', '2026-03-01', plus), 'ars')).toMatchObject({ ok: false, refus: { code } });
  });
  test('une opposition envoyée à temps se note après le silence, avec sa date', () => {
    const valide = unDossier('2025-01-05', [...depose.pas.map((p) => [p.geste, p.le] as const), ['laisser_valider', '2026-03-16']]);
    const plus = { motif: 'territoire' as const, commentaire: 'Courrier du 14 mars.' };
    expect(decider(valide, demande('constater_opposition', '2026-03-14', plus), 'ars', jour('2026-03-20')).ok).toBe(true);
    expect(decider(valide, demande('constater_opposition', '2026-03-16', plus), 'ars', jour('2026-03-20'))).toMatchObject({ ok: false, refus: { code: 'opposition_tardive' } });
  });
  test('ni dans le futur, ni avant le pas précédent ; le jour même, oui', () => {
    expect(decider(depose, demande('valider_projet', '2026-03-11'), 'ars')).toMatchObject({ ok: false, refus: { code: 'jour_futur' } });
    expect(decider(depose, demande('valider_projet', '2026-01-14'), 'ars')).toMatchObject({ ok: false, refus: { code: 'jour_avant_le_pas_precedent', precedent: '2026-01-15' } });
    expect(decider(depose, demande('valider_projet', '2026-01-15'), 'ars').ok).toBe(true);
  });
  test('un dépôt vient avec le bon document', () => {
    const redaction = unDossier('2026-01-05', [['tenir_rencontre', '2026-01-15']]);
    expect(decider(redaction, demande('deposer_lettre', '2026-02-01'), 'coordination')).toMatchObject({ ok: false, refus: { code: 'document_manquant' } });
    expect(decider(redaction, demande('deposer_lettre', '2026-02-01', { depot: unDepot({ genre: 'projet_sante' }) }), 'coordination')).toMatchObject({ ok: false, refus: { code: 'document_manquant' } });
    expect(decider(redaction, demande('deposer_lettre', '2026-02-01', { depot: unDepot() }), 'coordination')).toMatchObject({ ok: true, valeur: { vers: 'lettre_deposee', institution: 'cpts', depot: unDepot().id } });
  });
  test('personne ne fait parler le silence à la place du temps', () => {
    expect(decider(depose, demande('laisser_valider', '2026-03-10'), 'coordination')).toMatchObject({ ok: false, refus: { code: 'role_insuffisant' } });
  });
  test('un pas qui n’est pas dans la table est refusé', () => {
    expect(decider(depose, demande('signer_contrat', '2026-03-10'), 'ars')).toMatchObject({ ok: false, refus: { code: 'geste_impossible', statut: 'projet_depose' } });
  });
});

describe('entrer à sa vraie place', () => {
  test('une CPTS sous contrat raconte son passé', () => {
    const issue = raconter({ contact: jour('2022-01-10'), lettre: jour('2022-05-01'), depot: jour('2023-02-01'), validation: jour('2023-04-02'), tacite: true, contrat: jour('2023-06-01') }, AUJOURDHUI);
    expect(issue).toMatchObject({ ok: true, valeur: { statut: 'missions_en_demarrage', commenceLe: '2022-01-10', depuis: '2023-06-01' } });
    if (issue.ok) expect(issue.valeur.pas.map((p) => p.geste)).toEqual(['valider_lettre', 'commencer_projet', 'deposer_projet', 'laisser_valider', 'signer_contrat', 'lancer_missions']);
  });
  test('une seule date suffit, et rien n’est inventé', () => {
    expect(raconter({ contrat: jour('2023-06-01'), tacite: false }, AUJOURDHUI)).toMatchObject({ ok: true, valeur: { statut: 'missions_en_demarrage', commenceLe: '2023-06-01' } });
    expect(raconter({ contact: AUJOURDHUI, tacite: false }, AUJOURDHUI)).toMatchObject({ ok: true, valeur: { statut: 'contact', pas: [] } });
  });
  test.each([
    [{ tacite: false }, { code: 'histoire_vide' }],
    [{ contact: jour('2026-03-11'), tacite: false }, { code: 'jour_futur', champ: 'contact' }],
    [{ contact: jour('2024-01-02'), lettre: jour('2024-01-01'), tacite: false }, { code: 'jours_en_desordre', champ: 'lettre', precedent: '2024-01-02' }],
  ])('%o : %o', (histoire, refus) => {
    expect(raconter(histoire, AUJOURDHUI)).toEqual({ ok: false, refus });
  });
});

describe('le suivi d’une mission', () => {
  const signe = unDossier('2024-01-01', [], { statut: 'aci_signe', pas: [...depose.pas, unPas({ geste: 'signer_contrat', de: 'negociation_aci', le: jour('2026-02-01') })] });
  test.each([
    [{ demarreeLe: jour('2026-02-01') }, undefined],
    [{ demarreeLe: jour('2026-01-31') }, 'avant_le_contrat'],
    [{ demarreeLe: jour('2026-03-11') }, 'jour_futur'],
    [{ demarreeLe: jour('2026-03-02'), deployeeLe: jour('2026-03-01') }, 'avant_le_demarrage'],
  ])('%o : %s', (jours, code) => {
    const issue = deciderMission(signe, { mission: 'acces', ...jours }, AUJOURDHUI);
    expect(issue.ok ? undefined : issue.refus.code).toBe(code);
  });
  test('sans contrat, aucune mission ne se compte', () => {
    expect(deciderMission(depose, { mission: 'acces' }, AUJOURDHUI)).toMatchObject({ ok: false, refus: { code: 'sans_contrat' } });
  });
});
