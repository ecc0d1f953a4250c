import { cleDeRecherche } from '#core/texte.ts';
import { reconnaitreExtrait, type RefusFichier } from './colonnes.ts';

export type Etablissement = {
  readonly finess: string; readonly finessJuridique: string; readonly raisonSociale: string; readonly raisonLongue: string; readonly categorie: string; readonly categorieLibelle: string;
  readonly adresse: string; readonly codePostal: string; readonly commune: string; readonly communeLibelle: string; readonly departement: string; readonly telephone: string; readonly siret: string;
  lat: number | undefined; lon: number | undefined;
};
export type LectureFiness = { readonly etablissements: readonly Etablissement[]; readonly fautes: readonly { readonly numero: number; readonly faute: string }[]; readonly lignes: number };

/** Overseas départements as FINESS writes them → the two first digits of their INSEE codes are 97. */
const OUTRE_MER: Readonly<Record<string, string>> = { '9A': '971', '9B': '972', '9C': '973', '9D': '974', '9E': '975', '9F': '976' };

/**
 * Lambert 93 (metres) → latitude and longitude (degrees, RGS 93, within a millimetre of WGS 84 for our use).
 * @source IGN, NTG 71, projection conique conforme de Lambert, algorithm ALG0004
 */
export function deLambert93(x: number, y: number): { readonly lat: number; readonly lon: number } {
  const [n, c, xs, ys, e, lon0] = [0.725607765053267, 11754255.426096, 700000, 12655612.049876, 0.08181919112, (3 * Math.PI) / 180];
  const r = Math.hypot(x - xs, y - ys);
  const gamma = Math.atan((x - xs) / (ys - y));
  const l = -Math.log(Math.abs(r / c)) / n;
  let phi = 2 * Math.atan(Math.exp(l)) - Math.PI / 2;
  for (let i = 0; i < 8; i++) phi = 2 * Math.atan(((1 + e * Math.sin(phi)) / (1 - e * Math.sin(phi))) ** (e / 2) * Math.exp(l)) - Math.PI / 2;
  const deg = (v: number): number => Math.round((v * 180e6) / Math.PI) / 1e6;
  return { lat: deg(phi), lon: deg(lon0 + gamma / n) };
}

/** Fields of a line of CSV, quotes doubled inside quotes. */
export function couperCsv(ligne: string, separateur: string): string[] {
  if (!ligne.includes('"')) return ligne.split(separateur);
  const champs: string[] = [];
  let champ = '';
  let dedans = false;
  for (let i = 0; i < ligne.length; i++) {
    const c = ligne[i] ?? '';
    if (dedans && c === '"' && ligne[i + 1] === '"') {
      champ += '"';
      i++;
    } else if (c === '"') dedans = !dedans;
    else if (c === separateur && !dedans) {
      champs.push(champ);
      champ = '';
    } else champ += c;
  }
  return [...champs, champ];
}

const NUMERO = /^[0-9AB]{9}$/;
const nombre = (s: string | undefined): number | undefined => (s === undefined || s === '' || Number.isNaN(Number(s)) ? undefined : Number(s));

/** The old national file: `structureet` rows, then `geolocalisation` rows; no header. Order of the fields: to be verified (docs/sources). */
function lireNational(lignes: readonly string[]): LectureFiness {
  const tous = new Map<string, Etablissement>();
  const fautes: { numero: number; faute: string }[] = [];
  for (const [i, ligne] of lignes.entries()) {
    const c = ligne.split(';');
    if (ligne === '' || (i === 0 && c[0] === 'finess')) continue;
    const finess = c[1] ?? '';
    if (c[0] === 'structureet' && c.length >= 23 && NUMERO.test(finess)) {
      const [departement = '', commune = ''] = [OUTRE_MER[c[13] ?? ''] ?? c[13], c[12]];
      tous.set(finess, {
        finess, finessJuridique: c[2] ?? '', raisonSociale: c[3] ?? '', raisonLongue: c[4] ?? '', adresse: [c[7], c[8], c[9], c[10], c[11]].filter((x) => x !== '').join(' '), commune: `${departement.slice(0, 2)}${commune}`, departement,
        codePostal: /^\d{5}/.exec(c[15] ?? '')?.[0] ?? '', communeLibelle: (c[15] ?? '').replace(/^\d{5}\s*/, ''), telephone: c[16] ?? '', categorie: c[18] ?? '', categorieLibelle: c[19] ?? '', siret: c[22] ?? '', lat: undefined, lon: undefined,
      });
    } else if (c[0] === 'geolocalisation' && NUMERO.test(finess)) {
      const e = tous.get(finess);
      const [x, y, source] = [nombre(c[2]), nombre(c[3]), c[4] ?? ''];
      if (e && x !== undefined && y !== undefined && source.includes('LAMBERT_93')) Object.assign(e, deLambert93(x, y));
    } else fautes.push({ numero: i + 1, faute: 'elle ne commence ni par « structureet » ni par « geolocalisation », ou n’a pas ses champs' });
  }
  return { etablissements: [...tous.values()], fautes, lignes: lignes.length };
}

const NOMS: Readonly<Record<string, readonly string[]>> = {
  finess: ['finess_et', 'nofinesset'], finessJuridique: ['finess_ej', 'nofinessej'], raisonSociale: ['raison_sociale', 'rs'], raisonLongue: ['raison_sociale_longue', 'rslongue'], categorie: ['categorie_code', 'categetab'],
  categorieLibelle: ['categorie', 'libcategetab'], commune: ['code_insee'], departement: ['departement'], lat: ['lat'], lon: ['lon'], adresse: ['adresse'], codePostal: ['code_postal'], telephone: ['telephone'], siret: ['siret'],
};

const separateurDe = (entete: string): string => (entete.includes(';') ? ';' : ',');

/** A table with a header, as regional cuts are published. */
function lireTableau(lignes: readonly string[]): LectureFiness | RefusFichier {
  const entete = lignes[0] ?? '';
  const separateur = separateurDe(entete);
  const noms = couperCsv(entete, separateur).map((n) => n.trim().toLowerCase());
  const rang = (cle: string): number => noms.findIndex((n) => NOMS[cle]?.includes(n));
  const manquantes = ['finess', 'raisonSociale'].filter((k) => rang(k) < 0).map((k) => NOMS[k]?.[0] ?? k);
  if (manquantes.length > 0) return noms.length < 3 ? { code: 'separateur', attendu: ';' } : { code: 'colonnes_absentes', colonnes: manquantes };
  const tous = new Map<string, Etablissement>();
  const fautes: { numero: number; faute: string }[] = [];
  for (const [i, ligne] of lignes.entries()) {
    if (i === 0 || ligne === '') continue;
    const c = couperCsv(ligne, separateur);
    const lu = (cle: string): string => c[rang(cle)]?.trim() ?? '';
    if (c.length !== noms.length || !NUMERO.test(lu('finess'))) fautes.push({ numero: i + 1, faute: c.length === noms.length ? 'son numéro FINESS n’a pas neuf caractères' : 'elle n’a pas le bon nombre de champs' });
    else tous.set(lu('finess'), { finess: lu('finess'), finessJuridique: lu('finessJuridique'), raisonSociale: lu('raisonSociale'), raisonLongue: lu('raisonLongue'), categorie: lu('categorie'), categorieLibelle: lu('categorieLibelle'), adresse: lu('adresse'), codePostal: lu('codePostal'), commune: lu('commune'), communeLibelle: '', departement: lu('departement'), telephone: lu('telephone'), siret: lu('siret'), lat: nombre(lu('lat')), lon: nombre(lu('lon')) });
  }
  return { etablissements: [...tous.values()], fautes, lignes: lignes.length - 1 };
}

const GENRES = ['structureet', 'geolocalisation'];

/** The last line has no end, and fewer fields than those of its kind (a table has one kind, that of its titles), or not even the name of its kind: the file stops there. */
function estCoupe(texte: string, lignes: readonly string[], national: boolean): boolean {
  const derniere = lignes.at(-1) ?? '';
  if (/[\r\n]$/.test(texte)) return false;
  if (national && !derniere.includes(';')) return GENRES.some((g) => g.startsWith(derniere));
  const entiere = (national ? lignes.find((l) => l.startsWith(derniere.slice(0, derniere.indexOf(';') + 1))) : lignes[0]) ?? '';
  const separateur = national ? ';' : separateurDe(entiere);
  return couperCsv(derniere, separateur).length < couperCsv(entiere, separateur).length;
}

export function lireFiness(texte: string): LectureFiness | RefusFichier {
  const lignes = texte.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lignes.at(-1) === '') lignes.pop();
  if (reconnaitreExtrait(lignes[0] ?? '') === 'annuaire') return { code: 'autre_fichier', vu: 'annuaire' };
  const national = /^(finess|structureet);/.test(lignes[0] ?? '');
  const lu = national ? lireNational(lignes) : lireTableau(lignes);
  if ('code' in lu) return lu;
  if (estCoupe(texte, lignes, national)) return { code: 'texte_coupe', ligne: lignes.length };
  if (lu.fautes.length > lu.lignes * 0.1) return { code: 'trop_de_lignes_fautives', fautives: lu.fautes.length, lues: lu.lignes, premiere: lu.fautes[0]?.numero ?? 0 };
  return lu.etablissements.length === 0 ? { code: 'aucune_ligne', lues: lu.lignes } : lu;
}

const enChamp = (s: string | number | undefined): string => String(s ?? '').replace(/[\t\n\r\0]/g, ' ').replaceAll('\\', '\\\\');
/** A row of the table, in COPY text. */
export const ligneFiness = (e: Etablissement): string =>
  [e.finess, e.finessJuridique, e.raisonSociale || e.raisonLongue || 'Sans nom', e.raisonLongue, e.categorie, e.categorieLibelle, e.adresse, e.codePostal, e.commune, e.communeLibelle, e.departement, e.telephone, e.siret, e.lat, e.lon, cleDeRecherche(e.raisonLongue || e.raisonSociale) || '-'].map(enChamp).join('\t');
