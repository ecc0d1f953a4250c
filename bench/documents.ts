import type { DocumentRedige } from '#core/document.ts';
import { desCommunes, desFaits, uneLettre, unTerritoire, UN_JOUR } from '#modules/projet/builders.ts';
import { redigerLettre } from '#modules/projet/moteur/lettre-document.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdfIci as ecrirePdf } from '#server/documents/moteur-pdf.ts';

/**
 * Processor time, which a busy machine does not change much; wall time is printed beside. A letter of a usual CPTS must not be felt
 * by those who read a page meanwhile; a thousand communes is the most a territory holds. Our own bounds, not a text's.
 */
const SEUILS = { courantMs: 200, extremeMs: 2000, memoireMo: 800 };
const TOURS = 9;

const mediane = (l: readonly number[]): number => [...l].sort((a, b) => a - b)[Math.floor(l.length / 2)] ?? 0;

type Mesure = { readonly premier: number; readonly median: number; readonly processeur: number; readonly ko: number };

/** Medians of a writer over nine letters that differ, the first apart: it loads fonts and compiler. */
async function chronometrer(communes: number, ecrire: (d: DocumentRedige) => Uint8Array | Promise<Uint8Array>): Promise<Mesure> {
  const faits = desFaits({ territoire: unTerritoire({ communes: desCommunes(communes) }) });
  const [temps, charges]: [number[], number[]] = [[], []];
  let ko = 0;
  for (let i = 0; i <= TOURS; i++) {
    const document = redigerLettre({ lettre: uneLettre(faits), faits, aujourdhui: UN_JOUR, manquent: i });
    const [debut, avant] = [performance.now(), process.cpuUsage()];
    ko = Math.round((await ecrire(document)).length / 1024);
    temps.push(performance.now() - debut);
    const { user, system } = process.cpuUsage(avant);
    charges.push((user + system) / 1000);
  }
  const [premier = 0, ...suite] = temps;
  return { premier, median: mediane(suite), processeur: mediane(charges.slice(1)), ko };
}

/** The letter of intent as PDF and DOCX, for 48 communes and for 1,000, and the memory that stays. */
export async function mesurer(): Promise<void> {
  let tenu = true;
  for (const [communes, seuil] of [[48, SEUILS.courantMs], [1000, SEUILS.extremeMs]] as const)
    for (const [nom, ecrire] of [['PDF', ecrirePdf], ['DOCX', ecrireDocx]] as const) {
      const { premier, median, processeur, ko } = await chronometrer(communes, ecrire);
      tenu &&= processeur < seuil;
      console.log(`  ${nom}, ${communes} communes : ${Math.round(processeur)} ms de processeur (demandé < ${seuil}), ${Math.round(median)} ms à l’horloge, le premier ${Math.round(premier)} ms, ${ko} Ko`);
    }
  const memoire = Math.round(process.memoryUsage.rss() / 2 ** 20);
  tenu &&= memoire < SEUILS.memoireMo;
  console.log(`  mémoire du processus après ${4 * (TOURS + 1)} documents : ${memoire} Mo (demandé < ${SEUILS.memoireMo})`);
  if (!tenu) process.exitCode = 1;
}
