import { createHash } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import { dechiffrer } from '#server/authentification/coffre.ts';
import type { Contexte } from '#server/contexte.ts';
import { lireXml } from '#server/documents/xml.ts';
import { deposerContenu, lireFichier } from '#server/fichiers/fichiers.ts';
import type { Colonnes, RefusBanque, ReleveLu } from '../model-banque.ts';
import { entetesDe, lireCamt053, lireCsv, lireTableau } from '../moteur/releve.ts';
import { peutTenirFinances } from '../permissions.ts';
import { decoderTableau } from '../queries-banque.ts';
import { dejaImporte, lireModele, retenirModele, verrouillerBanque, verserReleve } from '../repository-banque.ts';
import { compteDe } from '../repository-lots.ts';
import { exerciceClos } from '../repository.ts';
import { anneeDe } from '../rules.ts';
import { USAGE_IBAN } from './payer-lot.ts';

const OCTETS_MAX = 20 * 1024 * 1024;
const MOUVEMENT_XML = /^(?:\uFEFF|\s)*</;

export type ImportFait = { readonly genre: 'importe'; readonly nouveaux: number; readonly connus: number } | { readonly genre: 'colonnes_a_dire'; readonly fichierId: string };
type Issue = Promise<Result<ImportFait, RefusBanque>>;
type Recu = { readonly nom: string; readonly contenu: Buffer };
type Envoi = { readonly nom: string; readonly contenu: Buffer; readonly genre: 'camt053' | 'csv'; readonly releve: ReleveLu };

/** All the lines, or none: another account, a closed year, and nothing is written. */
async function verser(ctx: Contexte, e: Envoi, secret: string): Issue {
  await verrouillerBanque(ctx);
  const empreinte = createHash('sha256').update(e.contenu).digest('hex');
  if (await dejaImporte(ctx, empreinte)) return refuser({ code: 'deja_importe' });
  const compte = e.releve.iban === undefined ? undefined : await compteDe(ctx, null);
  if (compte && dechiffrer(compte.ibanScelle, secret, USAGE_IBAN) !== e.releve.iban) return refuser({ code: 'autre_compte' });
  for (const annee of new Set(e.releve.mouvements.map((m) => anneeDe(m.jour)))) if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const nouveaux = await verserReleve(ctx, { empreinte, nom: e.nom, genre: e.genre, mouvements: e.releve.mouvements });
  await journaliser(ctx, 'releve_bancaire_importe', null, { nom: e.nom, nombre: nouveaux });
  await prevenir(ctx, 'finances');
  return ok({ genre: 'importe', nouveaux, connus: e.releve.mouvements.length - nouveaux });
}

/** A statement as the bank gives it. A CSV whose columns were never told is kept aside, until a person says them. */
export async function importerReleve(ctx: Contexte, fichier: File, secret: string): Issue {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (fichier.size > OCTETS_MAX) return refuser({ code: 'trop_gros' });
  const contenu = Buffer.from(await fichier.arrayBuffer());
  const nom = fichier.name.slice(0, 200);
  if (/\.xml$/i.test(nom) || MOUVEMENT_XML.test(contenu.subarray(0, 400).toString('utf8'))) return importerCamt(ctx, { nom, contenu }, secret);
  return contenu.includes(0) ? refuser({ code: 'genre_inconnu' }) : importerCsv(ctx, { nom, contenu }, secret);
}

async function importerCamt(ctx: Contexte, { nom, contenu }: Recu, secret: string): Issue {
  const xml = lireXml(contenu);
  if (!xml.ok) return xml;
  const releve = lireCamt053(xml.valeur);
  return releve.ok ? verser(ctx, { nom, contenu, genre: 'camt053', releve: releve.valeur }, secret) : releve;
}

async function importerCsv(ctx: Contexte, { nom, contenu }: Recu, secret: string): Issue {
  const texte = decoderTableau(contenu);
  const tete = entetesDe(lireTableau(texte));
  if (!tete) return refuser({ code: 'csv_illisible' });
  const modele = await lireModele(ctx, tete.entetes.join('\n'));
  if (!modele) {
    const depose = await deposerContenu(ctx, { nom: /\.csv$/i.test(nom) ? nom : `${nom}.csv`, contenu, admises: ['csv'] });
    return depose.ok ? ok({ genre: 'colonnes_a_dire', fichierId: depose.valeur.id }) : refuser({ code: 'genre_inconnu' });
  }
  const releve = lireCsv(texte, modele);
  return releve.ok ? verser(ctx, { nom, contenu, genre: 'csv', releve: releve.valeur }, secret) : releve;
}

/** The columns of a bank's CSV, told once: the file is read with them, and they are remembered for its titles. */
export async function importerColonnes(ctx: Contexte, fichierId: string, colonnes: Colonnes, secret: string): Issue {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const fichier = await lireFichier(ctx, fichierId);
  if (!fichier || fichier.type !== 'text/csv') return refuser({ code: 'fichier_absent' });
  const texte = decoderTableau(fichier.contenu);
  const tete = entetesDe(lireTableau(texte));
  const releve = lireCsv(texte, colonnes);
  if (!releve.ok) return releve;
  const fait = await verser(ctx, { nom: fichier.nom, contenu: fichier.contenu, genre: 'csv', releve: releve.valeur }, secret);
  if (fait.ok && tete) await retenirModele(ctx, tete.entetes.join('\n'), colonnes);
  return fait;
}
