/** What people call a connector, where that is the same in every language; else OCPP's word. */
const names: Record<string, string> = {
  cCCS1: "CCS 1",
  cCCS2: "CCS 2",
  cG105: "CHAdeMO",
  cTesla: "Tesla",
  cType1: "Type 1",
  cType2: "Type 2",
  sType2: "Type 2",
  sType3: "Type 3",
  "sCEE-7-7": "Schuko",
};

export const connectorName = (type: string): string => names[type] ?? type;
