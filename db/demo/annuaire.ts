import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOMS, PRENOMS, tirage, unFichier, unProfessionnel } from '#modules/annuaire/builders.ts';
import { AUDIENCES_PAR_DEFAUT, SaisieFiche } from '#modules/annuaire/model.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { tenirFiche } from '#modules/annuaire/use-cases/tenir-fiche.ts';
import type { Commune, Paquet } from '#modules/territoire/model.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Adresse, ouvrirPool } from '../connexion.ts';
import { PERSONNES_INVENTEES, rppsInvente } from './comptes.ts';

/** One professional for so many residents, and how the extract codes them. Orders of magnitude only: everybody here is invented. */
const METIERS: readonly { readonly pour: number; readonly champs: Readonly<Record<string, string>> }[] = [
  { pour: 1_150, champs: { 'Code profession': '10', 'Libellé profession': 'Médecin', 'Code savoir-faire': 'SM54', 'Libellé savoir-faire': 'Médecine Générale' } },
  { pour: 9_000, champs: { 'Code profession': '10', 'Libellé profession': 'Médecin', 'Code savoir-faire': 'SM04', 'Libellé savoir-faire': 'Cardiologie et Maladies vasculaires' } },
  { pour: 12_000, champs: { 'Code profession': '10', 'Libellé profession': 'Médecin', 'Code savoir-faire': 'SM40', 'Libellé savoir-faire': 'Pédiatrie' } },
  { pour: 550, champs: { 'Code profession': '60', 'Libellé profession': 'Infirmier' } },
  { pour: 900, champs: { 'Code profession': '70', 'Libellé profession': 'Masseur-Kinésithérapeute' } },
  { pour: 1_300, champs: { 'Code profession': '21', 'Libellé profession': 'Pharmacien' } },
  { pour: 1_800, champs: { 'Code profession': '40', 'Libellé profession': 'Chirurgien-Dentiste' } },
  { pour: 4_500, champs: { 'Code profession': '50', 'Libellé profession': 'Sage-Femme' } },
  { pour: 3_500, champs: { 'Code profession': '91', 'Libellé profession': 'Orthophoniste' } },
  { pour: 6_000, champs: { 'Code profession': '80', 'Libellé profession': 'Pédicure-Podologue' } },
  { pour: 2_500, champs: { 'Code profession': '93', 'Libellé profession': 'Psychologue' } },
];
const PREMIER_NUMERO = 900_000;

const aucunMetier = { 'Code savoir-faire': '', 'Libellé savoir-faire': '', "Libellé civilité d'exercice": '' };

const lieuDe = (c: Commune, n: number): Record<string, string> => ({
  'Code commune (coord. structure)': c.code, 'Libellé commune (coord. structure)': c.nom, 'Code postal (coord. structure)': c.codesPostaux[0] ?? '', 'Code Département (structure)': c.departement,
  'Bureau cedex (coord. structure)': `${c.codesPostaux[0] ?? ''} ${c.nom.toUpperCase()}`, 'Raison sociale site': `Cabinet inventé n° ${n % 97}`, 'Numéro Voie (coord. structure)': String(1 + (n % 60)),
  'Identifiant technique de la structure': `FIC${String(Math.floor(n / 3)).padStart(8, '0')}`,
});

/** Rows of the invented professionals of these communes, more where there are more residents; the professionals of the demo accounts among them. */
export function lignesDeDemo(communes: readonly Commune[]): string[] {
  const hasard = tirage(31);
  const lignes: string[] = [];
  let n = PREMIER_NUMERO;
  const [siege] = [...communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  for (const c of communes) {
    for (const m of METIERS) {
      const attendus = (c.population ?? 0) / m.pour;
      const nombre = Math.floor(attendus) + (hasard(1000) < (attendus % 1) * 1000 ? 1 : 0);
      for (let i = 0; i < nombre; i++, n++) {
        const personne = { ...(m.champs['Code profession'] === '10' ? {} : aucunMetier), ...m.champs, "Nom d'exercice": `${NOMS[hasard(NOMS.length)] ?? ''}-INVENTÉ`, "Prénom d'exercice": PRENOMS[hasard(PRENOMS.length)] ?? '' };
        lignes.push(unProfessionnel(n, { ...personne, ...lieuDe(c, n) }));
        if (siege && hasard(100) < 6) lignes.push(unProfessionnel(n, { ...personne, ...lieuDe(siege, n + 50_000) }));
      }
    }
  }
  for (const p of PERSONNES_INVENTEES) {
    if (!p.pro || !siege) continue;
    const metier = METIERS.find((m) => m.champs['Code profession'] === p.pro?.profession)?.champs ?? {};
    const rpps = rppsInvente(p.pro.numero);
    const [prenom = '', ...nom] = p.nom.split(' ');
    lignes.push(unProfessionnel(0, { ...(p.pro.profession === '10' ? {} : aucunMetier), ...metier, 'Identifiant PP': rpps, 'Identification nationale PP': `8${rpps}`, "Nom d'exercice": nom.join(' ').toUpperCase(), "Prénom d'exercice": prenom, ...lieuDe(siege, Number(p.pro.numero)) }));
  }
  return lignes;
}

/** Fills the directory with invented professionals, through the same door as the national extract, marked as fictitious. */
export async function demoAnnuaire(adresse: Adresse, paquet: Paquet, communes: readonly string[]): Promise<void> {
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-demo-'));
  const pool = ouvrirPool(adresse, 'maillage_donnees', 2);
  try {
    const chemin = join(dossier, 'demonstration_Personne_activite.txt');
    writeFileSync(chemin, unFichier(lignesDeDemo(communes.map((c) => paquet.commune(c)).filter((c) => c !== undefined))));
    const fait = await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(paquet), fictif: true });
    if (!fait.ok) throw new Error(`Démonstration : l’annuaire n’a pas pu être rempli (${fait.refus.code}).`);
  } finally {
    await pool.end();
    rmSync(dossier, { recursive: true, force: true });
  }
}

/** A nurse of the demo has claimed her page and opened part of it to residents. */
export async function demoFiche(ctx: Contexte, numero: string): Promise<void> {
  const audiences = Object.fromEntries(Object.entries({ ...AUDIENCES_PAR_DEFAUT, lieu: 'public', langues: 'public', nouveaux_patients: 'public', domicile: 'public', horaires: 'public' }).map(([c, a]) => [`audience_${c}`, a]));
  const saisie = SaisieFiche.parse({
    lieu: 'Cabinet inventé, 12 rue des Lilas, à Brive-la-Gaillarde, et chez vous', horaires: 'Du lundi au samedi, de 7 h à 13 h et de 16 h à 19 h', langues: 'français, espagnol', nouveaux_patients: 'oui', domicile: 'oui', non_programmes: 'sous_conditions',
    competences: ['plaies', 'pompe_insuline', 'palliatifs'], telephone: '05 00 00 00 00', messagerie_securisee: 'personne.inventee@exemple.invalid', precisions: 'Prévenir la veille pour les pansements complexes.',
    ...audiences, publiee: 'oui', version: 0,
  });
  const fait = await tenirFiche(ctx, { rpps: rppsInvente(numero), saisie });
  if (!fait.ok) throw new Error(`Démonstration : fiche refusée (${fait.refus.code}).`);
}
