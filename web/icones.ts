import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import bell from 'lucide-static/icons/bell.svg?raw';
import bookOpen from 'lucide-static/icons/book-open.svg?raw';
import briefcase from 'lucide-static/icons/briefcase.svg?raw';
import building2 from 'lucide-static/icons/building-2.svg?raw';
import calendar from 'lucide-static/icons/calendar.svg?raw';
import calendarCheck from 'lucide-static/icons/calendar-check.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronsUpDown from 'lucide-static/icons/chevrons-up-down.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleHelp from 'lucide-static/icons/circle-help.svg?raw';
import circleX from 'lucide-static/icons/circle-x.svg?raw';
import clipboardList from 'lucide-static/icons/clipboard-list.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import columns3 from 'lucide-static/icons/columns-3.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import externalLink from 'lucide-static/icons/external-link.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import filter from 'lucide-static/icons/filter.svg?raw';
import folder from 'lucide-static/icons/folder.svg?raw';
import gauge from 'lucide-static/icons/gauge.svg?raw';
import handshake from 'lucide-static/icons/handshake.svg?raw';
import heartPulse from 'lucide-static/icons/heart-pulse.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import hourglass from 'lucide-static/icons/hourglass.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import inbox from 'lucide-static/icons/inbox.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import keyRound from 'lucide-static/icons/key-round.svg?raw';
import lassoSelect from 'lucide-static/icons/lasso-select.svg?raw';
import layers from 'lucide-static/icons/layers.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import list from 'lucide-static/icons/list.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import logOut from 'lucide-static/icons/log-out.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import map from 'lucide-static/icons/map.svg?raw';
import mapPin from 'lucide-static/icons/map-pin.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import messageSquare from 'lucide-static/icons/message-square.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import network from 'lucide-static/icons/network.svg?raw';
import paperclip from 'lucide-static/icons/paperclip.svg?raw';
import pen from 'lucide-static/icons/pen.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import siren from 'lucide-static/icons/siren.svg?raw';
import sparkles from 'lucide-static/icons/sparkles.svg?raw';
import squareCheckBig from 'lucide-static/icons/square-check-big.svg?raw';
import stethoscope from 'lucide-static/icons/stethoscope.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import sunMoon from 'lucide-static/icons/sun-moon.svg?raw';
import table from 'lucide-static/icons/table.svg?raw';
import target from 'lucide-static/icons/target.svg?raw';
import trash2 from 'lucide-static/icons/trash-2.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import undo2 from 'lucide-static/icons/undo-2.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import user from 'lucide-static/icons/user.svg?raw';
import userPlus from 'lucide-static/icons/user-plus.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import vote from 'lucide-static/icons/vote.svg?raw';
import wallet from 'lucide-static/icons/wallet.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import zoomIn from 'lucide-static/icons/zoom-in.svg?raw';
import zoomOut from 'lucide-static/icons/zoom-out.svg?raw';

/** The strokes alone: the licence comment and the outer element are the same for the whole set. */
const traits = (svg: string): string => svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');

/** The icons in use, from Lucide (ISC), inlined at build. A name not listed here does not compile. */
export const ICONES = {
  'arrow-up': traits(arrowUp),
  'arrow-down': traits(arrowDown),
  'arrow-left': traits(arrowLeft),
  'arrow-right': traits(arrowRight),
  bell: traits(bell),
  'book-open': traits(bookOpen),
  briefcase: traits(briefcase),
  'building-2': traits(building2),
  calendar: traits(calendar),
  'calendar-check': traits(calendarCheck),
  check: traits(check),
  'chevron-down': traits(chevronDown),
  'chevron-left': traits(chevronLeft),
  'chevron-right': traits(chevronRight),
  'chevrons-up-down': traits(chevronsUpDown),
  'circle-alert': traits(circleAlert),
  'circle-check': traits(circleCheck),
  'circle-help': traits(circleHelp),
  'circle-x': traits(circleX),
  'clipboard-list': traits(clipboardList),
  clock: traits(clock),
  'columns-3': traits(columns3),
  copy: traits(copy),
  download: traits(download),
  ellipsis: traits(ellipsis),
  'external-link': traits(externalLink),
  eye: traits(eye),
  'file-text': traits(fileText),
  filter: traits(filter),
  folder: traits(folder),
  gauge: traits(gauge),
  handshake: traits(handshake),
  'heart-pulse': traits(heartPulse),
  history: traits(history),
  hourglass: traits(hourglass),
  house: traits(house),
  image: traits(image),
  inbox: traits(inbox),
  info: traits(info),
  'key-round': traits(keyRound),
  'lasso-select': traits(lassoSelect),
  layers: traits(layers),
  link: traits(link),
  list: traits(list),
  'list-checks': traits(listChecks),
  lock: traits(lock),
  'log-out': traits(logOut),
  mail: traits(mail),
  map: traits(map),
  'map-pin': traits(mapPin),
  menu: traits(menu),
  'message-square': traits(messageSquare),
  minus: traits(minus),
  network: traits(network),
  paperclip: traits(paperclip),
  pen: traits(pen),
  phone: traits(phone),
  plus: traits(plus),
  printer: traits(printer),
  'refresh-cw': traits(refreshCw),
  'rotate-ccw': traits(rotateCcw),
  save: traits(save),
  search: traits(search),
  send: traits(send),
  settings: traits(settings),
  'shield-check': traits(shieldCheck),
  siren: traits(siren),
  sparkles: traits(sparkles),
  'square-check-big': traits(squareCheckBig),
  stethoscope: traits(stethoscope),
  sun: traits(sun),
  'sun-moon': traits(sunMoon),
  table: traits(table),
  target: traits(target),
  'trash-2': traits(trash2),
  'triangle-alert': traits(triangleAlert),
  'undo-2': traits(undo2),
  upload: traits(upload),
  user: traits(user),
  'user-plus': traits(userPlus),
  users: traits(users),
  vote: traits(vote),
  wallet: traits(wallet),
  'wifi-off': traits(wifiOff),
  x: traits(x),
  'zoom-in': traits(zoomIn),
  'zoom-out': traits(zoomOut),
};

export type NomIcone = keyof typeof ICONES;
