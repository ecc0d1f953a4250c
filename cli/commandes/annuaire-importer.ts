import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accord, formaterNombre, formaterPart } from '#core/texte.ts';
import { ouvrirPool } from '#db/connexion.ts';
import { RAISON_MAX, REFUSE_POUR_SA_TAILLE } from '#modules/annuaire/constants.ts';
import { libelleFaute, phraseDejaImporte, phraseRefusFichier } from '#modules/annuaire/labels.ts';
import { importerAnnuaire, type ImportFait, type Progres } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { reconnaitreFichier, retenirFichier } from '#modules/annuaire/use-cases/reconnaitre-fichier.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { ouvrirBase, preparerSchema } from '#server/demarrage.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Commande, Sortie } from '../commande.ts';

const AIDE = `Usage : maillage annuaire importer FICHIER [--departements 09,31] [--fictif] [--meme-plus-petit [--raison TEXTE]]

Remplace l’annuaire des professionnels par une édition de l’extraction nationale
PS_LibreAcces_Personne_activite_*.txt (data.gouv.fr, Annuaire Santé, Licence Ouverte 2.0),
telle quelle, en .gz, ou dans l’archive PS_LibreAcces_*.zip.

  --departements LISTE  ne garde que les activités de ces départements (2A, 2B, 971…)
  --fictif              marque les données comme inventées
  --meme-plus-petit     accepte une édition deux fois plus petite que celle qu’elle remplace (sinon refusée :
                        un téléchargement coupé ne se voit qu’à sa taille)
  --raison TEXTE        pourquoi : gardée avec l’import, 300 caractères au plus
  --aide                cette page

L’annuaire servi ne change qu’à la fin, d’un coup. Ctrl-C arrête : rien n’est changé.
Code de sortie : 0 si l’annuaire est à jour, 1 si le fichier est refusé, 2 si la commande est mal écrite,
3 s’il n’est refusé que pour sa taille (--meme-plus-petit l’accepterait).`;

const LIGNES_DITES = 20;
const ETAPES = { lecture: 'Lecture', ecriture: 'Écriture et index', comparaison: 'Comparaison avec l’édition précédente' } as const;

/** A line a second at most on a terminal, one every tenth elsewhere. */
function suivre(sortie: Sortie): (p: Progres) => void {
  let dernier = '';
  return ({ etape, part, lignes }) => {
    const dit = etape === 'lecture' ? `${ETAPES.lecture} : ${formaterPart(Math.floor(part * 10) / 10, 0)}` : ETAPES[etape];
    if (dit === dernier) return;
    dernier = dit;
    sortie.dire(`${dit} (${formaterNombre(lignes)} lignes)`);
  };
}

function raconter(f: ImportFait, sortie: Sortie): void {
  for (const { numero, faute } of f.fautes.slice(0, LIGNES_DITES)) sortie.dire(`Ligne ${numero} sautée : ${libelleFaute[faute]}.`);
  if (f.fautives > LIGNES_DITES) sortie.dire(`… et ${accord(f.fautives - LIGNES_DITES, 'autre ligne sautée', 'autres lignes sautées')}.`);
  if (f.colonnesAbsentes.length > 0) sortie.dire(`Colonnes absentes de cette édition, laissées vides : ${f.colonnesAbsentes.join(', ')}.`);
  sortie.ecrire(`${accord(f.personnes, 'professionnel')}, ${accord(f.activites, 'activité')}, ${accord(f.structures, 'lieu', 'lieux')} (${f.fichier}).`);
  if (f.deduites + f.sansCommune > 0) sortie.ecrire(`Communes absentes du fichier : ${formaterNombre(f.deduites)} retrouvées par le code postal, ${formaterNombre(f.sansCommune)} restent inconnues.`);
  if (!f.differences) sortie.ecrire('Ce fichier dit exactement ce que l’annuaire contient déjà : rien n’a été changé.');
  else if (!f.premier) sortie.ecrire(`Depuis l’édition précédente : ${accord(f.differences.arrivees, 'arrivée')}, ${accord(f.differences.departs, 'départ')}, ${accord(f.differences.demenagements, 'changement de lieu', 'changements de lieu')}.`);
}

const raisonDite = (texte: string | undefined): string | undefined => (texte ?? '').trim().slice(0, RAISON_MAX) || undefined;

export const enDepartements = (liste: string | undefined): string[] | undefined => {
  const codes = (liste ?? '').split(/[\s,;]+/).filter((d) => d !== '').map((d) => d.toUpperCase().padStart(2, '0'));
  return codes.length > 0 ? codes : undefined;
};

export const commande: Commande = {
  resume: 'importe l’extraction nationale des professionnels de santé',
  aide: AIDE,
  executer: async (args, sortie) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { departements: { type: 'string' }, fictif: { type: 'boolean', default: false }, 'meme-plus-petit': { type: 'boolean', default: false }, raison: { type: 'string' } } });
    const [chemin, ...trop] = positionals;
    const departements = enDepartements(values.departements);
    const inconnus = (departements ?? []).filter((d) => !/^(\d{2}|2[AB]|9[78]\d)$/.test(d));
    if (chemin === undefined || trop.length > 0 || inconnus.length > 0) {
      sortie.dire(inconnus.length > 0 ? `Ce ne sont pas des codes de département : ${inconnus.join(', ')}.` : 'Indiquez un fichier, et un seul : maillage annuaire importer FICHIER.');
      return 2;
    }
    if (!existsSync(chemin)) {
      sortie.dire(`Le fichier ${chemin} n’existe pas.`);
      return 1;
    }
    const base = await ouvrirBase(lireConfiguration(), sortie.dire);
    const arret = new AbortController();
    const arreter = (): void => arret.abort();
    process.once('SIGINT', arreter);
    try {
      await preparerSchema(base.adresse);
      const pool = ouvrirPool(base.adresse, 'maillage_donnees', 3);
      try {
        const dejaLe = values.fictif ? undefined : await reconnaitreFichier(pool, { source: 'annuaire_sante', chemin, departements });
        if (dejaLe) {
          sortie.ecrire(phraseDejaImporte(dejaLe));
          return 0;
        }
        const fait = await importerAnnuaire(pool, { chemin, departements, fictif: values.fictif, memePlusPetit: values['meme-plus-petit'], raison: raisonDite(values.raison), resoudre: resoudreCommune(chargerPaquet()), surProgres: suivre(sortie), signal: arret.signal });
        if (fait.ok) raconter(fait.valeur, sortie);
        if (fait.ok) await retenirFichier(pool, { source: 'annuaire_sante', chemin });
        else sortie.dire(phraseRefusFichier(fait.refus, 'annuaire'));
        return fait.ok ? 0 : fait.refus.code === 'bien_plus_petit' ? REFUSE_POUR_SA_TAILLE : 1;
      } finally {
        await pool.end();
      }
    } finally {
      process.off('SIGINT', arreter);
      base.fermer();
    }
  },
};
