const passwordInUrl = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)[^/?#]*@/i;

/** An address as it may be kept and shown. The request to the station carries it whole. */
export const hidePassword = (url: string): string => url.replace(passwordInUrl, "$1***@");
