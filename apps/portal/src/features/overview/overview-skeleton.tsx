import { Bone } from "@/ui/bone";
import { Card, CardBody } from "@/ui/card";

const parts = [1, 2, 3];

/** The shape of the overview while its numbers are counted. */
export function OverviewSkeleton() {
  return (
    <>
      <Card className="fleet" aria-busy="true">
        <Bone width={140} />
        <Bone width="100%" height={14} />
        <Bone width="86%" />
        <Bone width="40%" />
      </Card>
      <Card className="kpi" aria-busy="true">
        {parts.map((part) => (
          <div key={part}>
            <Bone width={110} />
            <Bone width={170} height={26} />
            <Bone width={220} />
          </div>
        ))}
      </Card>
      <div className="cols">
        <Card className="c8" aria-busy="true">
          <CardBody className="stack stack--4">
            {[...parts, 4, 5].map((part) => (
              <Bone key={part} width={`${96 - part * 6}%`} height={18} />
            ))}
          </CardBody>
        </Card>
        <Card className="c4" aria-busy="true">
          <CardBody className="stack stack--4">
            {parts.map((part) => (
              <Bone key={part} width="100%" height={28} />
            ))}
          </CardBody>
        </Card>
      </div>
    </>
  );
}
