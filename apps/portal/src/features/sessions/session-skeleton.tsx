import "./sessions.css";
import { Bone } from "@/ui/bone";
import { Card, CardBody } from "@/ui/card";

const figures = [1, 2, 3, 4, 5];

/** The shape of a session's page. */
export function SessionSkeleton() {
  return (
    <>
      <div className="stack" aria-busy="true">
        <Bone width={180} />
        <Bone width={320} height={26} />
        <Bone width={260} />
      </div>
      <Card className="sum" aria-busy="true">
        {figures.map((figure) => (
          <div key={figure} className="stack">
            <Bone width={70} />
            <Bone width={100} height={20} />
          </div>
        ))}
      </Card>
      <div className="cols">
        <Card className="c8" aria-busy="true">
          <CardBody>
            <Bone width="100%" height={340} block />
          </CardBody>
        </Card>
        <Card className="c4" aria-busy="true">
          <CardBody className="stack stack--4">
            {figures.map((figure) => (
              <Bone key={figure} width={`${96 - figure * 6}%`} height={16} />
            ))}
          </CardBody>
        </Card>
      </div>
    </>
  );
}
