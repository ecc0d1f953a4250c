import { parseArgs } from 'node:util';
import { accord, formaterNombre } from '#core/texte.ts';
import { habitants, libelleClasse, nomDuGroupement, phraseAvertissement, phraseCodeRefuse, phraseProvenance, phraseRefus } from '#modules/territoire/labels.ts';
import { lireCommunes, type RefusTerritoire, type Resume, resumer } from '#modules/territoire/rules.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Commande, Sortie } from '../commande.ts';

const AIDE = `Usage : maillage territoire resumer --communes 94003,94038,… [--siege 94003] [--json]

Les communes se donnent par leur code INSEE (les arrondissements de Paris, Lyon et Marseille aussi).

  --communes LISTE  codes INSEE séparés par des virgules, des points-virgules ou des espaces ; un code répété compte une fois ;
                    une ville et ses arrondissements ensemble sont refusés
  --siege CODE      commune du siège (désigne la caisse signataire si plusieurs départements)
  --json            écrit le résultat en JSON

Code de sortie : 0 si le territoire est lisible, 1 si une commune est refusée, 2 si la commande est mal écrite.`;

function enJson(r: Resume): unknown {
  const groupe = (g: Resume['groupements'][number]) => ({ siren: g.groupement.siren, nom: g.groupement.nom, genre: g.groupement.genre, communes: g.communes, communesEnTout: g.groupement.membres.length, entier: g.entier });
  return {
    communes: r.communes.map((c) => ({ code: c.code, nom: c.nom, population: c.population ?? null, departement: c.departement, epci: c.epci ?? null })),
    population: r.population,
    taille: r.classe.taille,
    classe: { libelle: libelleClasse(r.classe), texte: r.texteDesClasses },
    epci: r.groupements.filter((g) => g.groupement.genre !== 'EPT').map(groupe),
    ept: r.groupements.filter((g) => g.groupement.genre === 'EPT').map(groupe),
    departements: r.departements.map(({ code, nom }) => ({ code, nom })),
    regions: r.regions,
    avertissements: r.avertissements.map((a) => ({ code: a.code, ...phraseAvertissement(a) })),
    sources: r.provenances,
  };
}

function enTexte(r: Resume): string {
  const large = Math.max(...r.communes.map((c) => c.nom.length), 5);
  const lignes = r.communes.map((c) => `  ${c.code}  ${c.nom.padEnd(large)}  ${(c.population === undefined ? 'inconnue' : formaterNombre(c.population)).padStart(10)}`);
  return [
    `${accord(r.communes.length, 'commune')}, ${habitants(r.population)} : taille ${r.classe.taille} (${libelleClasse(r.classe)})`, '',
    ...lignes, `  ${' '.repeat(5)}  ${'Total'.padEnd(large)}  ${formaterNombre(r.population).padStart(10)}`, '',
    'Intercommunalités :', ...r.groupements.map((g) => `  ${nomDuGroupement(g.groupement)} : ${g.entier ? 'entière' : `${formaterNombre(g.communes)} sur ${accord(g.groupement.membres.length, 'commune')}`}`),
    `Départements : ${r.departements.map((d) => `${d.nom} (${d.code})`).join(', ')}`,
    `Régions : ${r.regions.map((x) => x.nom).join(', ')}`,
    ...(r.avertissements.length > 0 ? ['', 'À savoir :', ...r.avertissements.map(phraseAvertissement).map((a) => `  ${a.titre}. ${a.texte}`)] : []),
    '', `Sources : ${phraseProvenance(r.provenances.population)} ; ${phraseProvenance(r.provenances.codes)} ; ${phraseProvenance(r.provenances.epci)}.`,
    `Classes de taille : ${r.texteDesClasses}.`,
  ].join('\n');
}

const erreursDe = (refus: RefusTerritoire): readonly { readonly code: string; readonly texte: string; readonly commune?: string; readonly devenue?: string }[] =>
  refus.code === 'communes_refusees'
    ? refus.refus.map((r) => ({ code: r.code, texte: phraseCodeRefuse(r), ...('insee' in r && { commune: r.insee }), ...(r.code === 'commune_ancienne' && { devenue: r.devenue.code }) }))
    : [{ code: refus.code, texte: phraseRefus(refus) }];

function refuser(refus: RefusTerritoire, json: boolean, sortie: Sortie): number {
  const erreurs = erreursDe(refus);
  if (json) sortie.ecrire(JSON.stringify({ erreurs }, null, 2));
  for (const e of erreurs) sortie.dire(e.texte);
  return 1;
}

export const commande: Commande = {
  resume: 'population, taille et limites d’un territoire, par les codes INSEE de ses communes',
  aide: AIDE,
  executer: async (args, sortie) => {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true,
      options: { communes: { type: 'string', multiple: true }, siege: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (values.communes === undefined && positionals.length === 0) {
      sortie.dire(`Il manque la liste des communes.\n\n${AIDE}`);
      return 2;
    }
    const paquet = chargerPaquet();
    // A space after a comma makes the shell cut the list: the pieces come as positionals.
    const communes = lireCommunes(paquet, [...(values.communes ?? []), ...positionals].flatMap((t) => t.split(/[\s,;]+/)));
    if (!communes.ok) return refuser(communes.refus, values.json, sortie);
    const siege = values.siege === undefined || values.siege.trim() === '' ? undefined : lireCommunes(paquet, [values.siege]);
    if (siege && !siege.ok) return refuser(siege.refus, values.json, sortie);
    const communeDuSiege = siege?.valeur[0];
    const resume = resumer(paquet, { communes: communes.valeur, ...(communeDuSiege && { siege: communeDuSiege }) });
    sortie.ecrire(values.json ? JSON.stringify(enJson(resume), null, 2) : enTexte(resume));
    return 0;
  },
};
