import type { Valeurs } from '../formulaires.ts';
import type { C, VuePage } from '../vue-page.ts';
import { PageRenvoi, type VueRenvoi } from './page-renvoi.tsx';

const UN_MOT_MAX = 40;
/** Ids, versions, dates of a calendar field, choices of a list: sent again, but nobody typed them. */
const DE_LA_PAGE = /^[a-z0-9_.:~-]*$/;
const estEcrit = (v: string): boolean => v.trim() !== '' && !DE_LA_PAGE.test(v) && (/\s/.test(v.trim()) || v.length <= UN_MOT_MAX);

export function presenterRenvoi(valeurs: Valeurs, autour: Pick<VueRenvoi, 'cause' | 'action' | 'retour'>): VueRenvoi {
  const champs = Object.entries(valeurs).flatMap(([nom, v]): [string, string][] => (v instanceof File ? [] : [v].flat().map((un): [string, string] => [nom, un])));
  const fichiers = Object.entries(valeurs).flatMap(([champ, v]) => (v instanceof File && v.size > 0 ? [{ champ, nom: v.name }] : []));
  return { ...autour, champs, fichiers, ecrits: champs.map(([, v]) => v).filter(estEcrit) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether something would be lost: a button that carries an id is only pressed again. */
export const tientUneSaisie = (valeurs: Valeurs): boolean =>
  Object.entries(valeurs).some(([nom, v]) => nom !== 'version' && (v instanceof File ? v.size > 0 : [v].flat().some((un) => un.trim() !== '' && !UUID.test(un))));

/** The page that held the form, when it is one of ours. */
function pageQuittee(c: C): string | undefined {
  const lue = c.req.header('Referer') ?? '';
  const page = URL.canParse(lue) ? new URL(lue) : undefined;
  // Another site may write what it wants after its own name: only the path is kept, and it leads nowhere else.
  return page && !page.pathname.startsWith('//') ? `${page.pathname}${page.search}` : undefined;
}

/** A form that must be sent again, with all it held, is a page and not a refusal: every form of the house, whoever wrote it. */
export function renvoi(c: C, cause: VueRenvoi['cause'], valeurs: Valeurs): VuePage {
  const { pathname, search } = new URL(c.req.url);
  return { titre: 'Renvoyer', statut: 403, corps: <PageRenvoi vue={presenterRenvoi(valeurs, { cause, action: `${pathname}${search}`, retour: pageQuittee(c) })} /> };
}

export const PHRASE_PAGE_ANCIENNE = 'Cette page était ouverte depuis trop longtemps, ou votre session a changé. Rien n’a été enregistré : rechargez la page, puis recommencez.';

/** A script that waits for data reads a refusal of its own; everything else is somebody in front of a page. */
export const attendUnePage = (c: C): boolean => !(c.req.header('Accept') ?? '').startsWith('application/json');
