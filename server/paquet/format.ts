import { z } from 'zod';
import type { AncienneCommune, CodeCommune, Colonne, Commune, DonneesPaquet, Trace } from '#modules/territoire/model.ts';

/** Raised whenever the layout below, or what fills it, changes: an older file is then built again. */
export const VERSION_DU_FORMAT = 4;
const MAGIE = 0x4d41_494c;

// One file: magic, length of the JSON head, head, then the typed arrays end to end, each on 4 bytes. Columns of strings are joined by line feeds:
// splitting them is several times faster than parsing 35,000 objects, and the arrays are views on the file itself.

const GENRES_ANCIENS = ['deleguee', 'associee', 'ancien_code'] as const;
const ABSENT = -1;

type Tableau = Int32Array | Float32Array;
const Section = z.object({ nom: z.string(), type: z.enum(['i32', 'f32']), longueur: z.int() });
const ProvenanceLue = z.object({ origine: z.string(), millesime: z.string(), nature: z.enum(['officielle', 'estimee', 'simulee', 'fictive']), note: z.string().exactOptional() });

const Entete = z.object({
  empreinte: z.string(),
  colonnes: z.array(z.object({ cle: z.string(), decimales: z.int() })),
  departements: z.array(z.object({ code: z.string(), nom: z.string(), region: z.string() })),
  regions: z.array(z.object({ code: z.string(), nom: z.string() })),
  provenances: z.record(z.string(), ProvenanceLue),
  zones: z.array(z.object({ cle: z.string(), provenance: ProvenanceLue, valeurs: z.record(z.string(), z.number()) })),
  grille: z.object({ echelle: z.tuple([z.number(), z.number()]), origine: z.tuple([z.number(), z.number()]) }).nullable(),
  textes: z.record(z.string(), z.string()),
  sections: z.array(Section),
});

const joindre = (mots: readonly (string | undefined)[]): string => mots.map((m) => m ?? '').join('\n');
const decouper = (texte: string | undefined): readonly string[] => (texte === undefined || texte === '' ? [] : texte.split('\n'));

function sectionsDe(d: DonneesPaquet): readonly (readonly [string, Tableau])[] {
  const positions = d.communes.flatMap((c) => (c.position ? [c.position.lat, c.position.lon] : [Number.NaN, Number.NaN]));
  const t = d.trace;
  return [
    ['population', Int32Array.from(d.communes, (c) => c.population ?? ABSENT)],
    ['positions', Float32Array.from(positions)],
    ['approximatives', Int32Array.from(d.communes, (c) => (c.position?.approximative ? 1 : 0))],
    ['anciennesGenres', Int32Array.from(d.anciennes, (a) => GENRES_ANCIENS.indexOf(a.genre))],
    ['voisinageDeparts', d.voisinage.departs],
    ['voisinageCibles', d.voisinage.cibles],
    ...d.colonnes.map((c) => [`colonne:${c.cle}`, c.valeurs] as const),
    ...(t ? ([['departsArcs', t.departsArcs], ['points', t.points], ['departsFormes', t.departsFormes], ['formes', t.formes]] as const) : []),
  ];
}

export function ecrirePaquet(d: DonneesPaquet): Buffer {
  const sections = sectionsDe(d);
  const entete: z.input<typeof Entete> = {
    empreinte: d.empreinte,
    colonnes: d.colonnes.map(({ cle, decimales }) => ({ cle, decimales })),
    departements: [...d.departements], regions: [...d.regions],
    provenances: d.provenances,
    zones: d.zones.map((x) => ({ ...x, valeurs: { ...x.valeurs } })),
    grille: d.trace ? { echelle: [...d.trace.echelle], origine: [...d.trace.origine] } : null,
    textes: {
      codes: joindre(d.communes.map((c) => c.code)), noms: joindre(d.communes.map((c) => c.nom)), villes: joindre(d.communes.map((c) => c.ville)),
      departements: joindre(d.communes.map((c) => c.departement)), regions: joindre(d.communes.map((c) => c.region)),
      epci: joindre(d.communes.map((c) => c.epci)), ept: joindre(d.communes.map((c) => c.ept)), codesPostaux: joindre(d.communes.map((c) => c.codesPostaux.join(' '))),
      anciens: joindre(d.anciennes.map((a) => a.code)), anciensNoms: joindre(d.anciennes.map((a) => a.nom)), devenues: joindre(d.anciennes.map((a) => a.devenue)),
      groupes: joindre(d.groupements.map((g) => g.siren)), groupesNoms: joindre(d.groupements.map((g) => g.nom)), groupesGenres: joindre(d.groupements.map((g) => g.genre)),
      groupesMembres: joindre(d.groupements.map((g) => g.membres.join(' '))),
    },
    sections: sections.map(([nom, t]) => ({ nom, type: t instanceof Int32Array ? ('i32' as const) : ('f32' as const), longueur: t.length })),
  };
  const json = Buffer.from(JSON.stringify(entete));
  const tete = Buffer.alloc(12 + Math.ceil(json.length / 4) * 4, ' ');
  tete.writeUInt32LE(MAGIE, 0);
  tete.writeUInt32LE(VERSION_DU_FORMAT, 4);
  tete.writeUInt32LE(tete.length - 12, 8);
  json.copy(tete, 12);
  return Buffer.concat([tete, ...sections.map(([, t]) => Buffer.from(t.buffer, t.byteOffset, t.byteLength))]);
}

const jsonDe = (fichier: Buffer): unknown => JSON.parse(fichier.toString('utf8', 12, 12 + fichier.readUInt32LE(8)));
const lisible = (fichier: Buffer): boolean => fichier.length > 12 && fichier.readUInt32LE(0) === MAGIE && fichier.readUInt32LE(4) === VERSION_DU_FORMAT;

/** Reads back what `ecrirePaquet` wrote; `undefined` for a file of another format or version. The file was written by us: codes are not checked again. */
export function lirePaquet(fichier: Buffer): DonneesPaquet | undefined {
  if (!lisible(fichier)) return undefined;
  const e = Entete.parse(jsonDe(fichier));
  const base = fichier.buffer.slice(fichier.byteOffset + 12 + fichier.readUInt32LE(8), fichier.byteOffset + fichier.length);
  const tableaux = new Map<string, Tableau>();
  let octet = 0;
  for (const s of e.sections) {
    tableaux.set(s.nom, s.type === 'i32' ? new Int32Array(base, octet, s.longueur) : new Float32Array(base, octet, s.longueur));
    octet += 4 * s.longueur;
  }
  const entiers = (nom: string): Int32Array => { const t = tableaux.get(nom); return t instanceof Int32Array ? t : new Int32Array(0); };
  const reels = (nom: string): Float32Array => { const t = tableaux.get(nom); return t instanceof Float32Array ? t : new Float32Array(0); };
  const texte = (nom: string): readonly string[] => decouper(e.textes[nom]);
  const genres = entiers('anciennesGenres');
  const [noms, devenues] = [texte('anciensNoms'), texte('devenues')];
  const [groupesNoms, groupesGenres, membres] = [texte('groupesNoms'), texte('groupesGenres'), texte('groupesMembres')];
  const trace: Trace | undefined = e.grille ? { ...e.grille, departsArcs: entiers('departsArcs'), points: entiers('points'), departsFormes: entiers('departsFormes'), formes: entiers('formes') } : undefined;
  return {
    empreinte: e.empreinte,
    communes: lireCommunes(texte, entiers, reels),
    anciennes: texte('anciens').map((code, i): AncienneCommune => ({
      code: code as CodeCommune, ...(noms[i] && { nom: noms[i] }), genre: GENRES_ANCIENS[genres[i] ?? 2] ?? 'ancien_code', devenue: (devenues[i] ?? '') as CodeCommune,
    })),
    groupements: texte('groupes').map((siren, i) => ({ siren, nom: groupesNoms[i] ?? '', genre: groupesGenres[i] ?? '', membres: (membres[i] ?? '').split(' ') as CodeCommune[] })),
    departements: e.departements, regions: e.regions,
    provenances: e.provenances,
    zones: e.zones,
    voisinage: { departs: entiers('voisinageDeparts'), cibles: entiers('voisinageCibles') },
    colonnes: e.colonnes.map(({ cle, decimales }) => ({ cle, decimales, valeurs: reels(`colonne:${cle}`) }) as Colonne),
    ...(trace && { trace }),
  };
}

function lireCommunes(texte: (nom: string) => readonly string[], entiers: (nom: string) => Int32Array, reels: (nom: string) => Float32Array): readonly Commune[] {
  const [noms, villes, departements, regions, epci, ept, cps] = ['noms', 'villes', 'departements', 'regions', 'epci', 'ept', 'codesPostaux'].map(texte);
  const [population, approximatives, positions] = [entiers('population'), entiers('approximatives'), reels('positions')];
  return texte('codes').map((code, rang): Commune => {
    const [ville, p, lat] = [villes?.[rang], population[rang] ?? ABSENT, positions[2 * rang] ?? Number.NaN];
    return {
      rang, code: code as CodeCommune, nom: noms?.[rang] ?? code, genre: ville ? 'arrondissement' : 'commune',
      ...(ville && { ville: ville as CodeCommune }),
      departement: departements?.[rang] ?? '', region: regions?.[rang] ?? '',
      ...(epci?.[rang] && { epci: epci[rang] }), ...(ept?.[rang] && { ept: ept[rang] }),
      ...(p !== ABSENT && { population: p }),
      codesPostaux: cps?.[rang] ? cps[rang].split(' ') : [],
      ...(!Number.isNaN(lat) && { position: { lat, lon: positions[2 * rang + 1] ?? 0, approximative: approximatives[rang] === 1 } }),
    };
  });
}
