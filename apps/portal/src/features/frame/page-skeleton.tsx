import { Bone } from "@/ui/bone";
import { Card, CardBody } from "@/ui/card";

const rows = [1, 2, 3, 4, 5, 6, 7, 8];

/** Head and rows: the shape of most pages. */
export function PageSkeleton() {
  return (
    <>
      <div className="head" aria-busy="true">
        <div className="stack">
          <Bone width={180} height={22} />
          <Bone width={260} />
        </div>
      </div>
      <Card aria-busy="true">
        <CardBody className="stack stack--4">
          {rows.map((row) => (
            <Bone key={row} width={`${100 - ((row * 7) % 30)}%`} height={16} />
          ))}
        </CardBody>
      </Card>
    </>
  );
}
