<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlarmActions</name>
    <message>
        <source>Alarms</source>
        <extracomment>The acts in the order in which they are offered.</extracomment>
        <translation>报警</translation>
    </message>
    <message>
        <source>Acknowledge the group</source>
        <translation>确认同组全部</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>同组</translation>
    </message>
    <message>
        <source>No alarm is open</source>
        <translation>没有未确认的报警</translation>
    </message>
    <message>
        <source>Priority 1: duty leader only</source>
        <translation>一级：仅限值班长</translation>
    </message>
</context>
<context>
    <name>AlarmCentre</name>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>{group}   show all</source>
        <translation>{group}   显示全部</translation>
    </message>
    <message>
        <source>Acknowledging {n} of {m}</source>
        <translation>正在确认 {n}/{m}</translation>
    </message>
</context>
<context>
    <name>AlarmDesk</name>
    <message>
        <source>{kind}, {place}: shelved until {time}, {reason} ({by})</source>
        <translation>{kind}，{place}：搁置至{time}，{reason}（{by}）</translation>
    </message>
    <message>
        <source>Alarms {n}</source>
        <translation>报警 {n}</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Alarms acknowledged: {n}</source>
        <translation>已确认{n}条报警</translation>
    </message>
    <message>
        <source>{n} seen to by others before</source>
        <translation>{n}条已由他人处理</translation>
    </message>
    <message>
        <source>{n} refused: {why}</source>
        <translation>{n}条被拒绝：{why}</translation>
    </message>
    <message>
        <source>Acknowledging {n} of {m}</source>
        <translation>正在确认 {n}/{m}</translation>
    </message>
</context>
<context>
    <name>AlarmForms</name>
    <message>
        <source>Nothing found on site</source>
        <extracomment>The type that the platform keeps for the kind of alarm.</extracomment>
        <translation>现场未发现异常</translation>
    </message>
    <message>
        <source>Cleared up on the telephone</source>
        <translation>电话核实无异常</translation>
    </message>
    <message>
        <source>Sensor is being serviced</source>
        <translation>传感器检修中</translation>
    </message>
    <message>
        <source>Sensor is faulty</source>
        <translation>传感器故障</translation>
    </message>
    <message>
        <source>This closes the alarm</source>
        <translation>将关闭该报警</translation>
    </message>
    <message>
        <source>Source chatters, repair is ordered</source>
        <translation>传感器反复误报，已报修</translation>
    </message>
    <message>
        <source>Works on site, announced</source>
        <translation>现场施工，已报备</translation>
    </message>
    <message>
        <source>Fire drill, announced</source>
        <translation>消防演练，已报备</translation>
    </message>
    <message>
        <source>Alarms of this source at this place are silent at every desk for that time</source>
        <translation>这段时间内，该处该来源的报警在所有席位都不响铃</translation>
    </message>
    <message>
        <source>This closes the alarm; the incident goes on with it</source>
        <translation>将关闭该报警，由事件继续处置</translation>
    </message>
    <message>
        <source>Mute the alarm sound</source>
        <translation>报警声音静音</translation>
    </message>
    <message>
        <source>Priority 1 sounds all the same. The mute ends by itself.</source>
        <translation>一级报警照常响铃。到时自动恢复。</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>On an important call</source>
        <translation>正在通重要电话</translation>
    </message>
    <message>
        <source>Sensors are being serviced</source>
        <translation>传感器集中检修</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>As usual for this kind of alarm</source>
        <translation>按该类报警的默认类型</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>AlarmLoadBoard</name>
    <message>
        <source>Alarms in each 10 min of the last 8 h; lines at 1 and 10</source>
        <extracomment>Lines of the chart: what can be taken for long, and what is a flood.</extracomment>
        <translation>近8小时每10分钟的报警数；横线为1条和10条</translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation>近10分钟</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>近1小时</translation>
    </message>
    <message>
        <source>Shift since {time}</source>
        <translation>本班（{time}起）</translation>
    </message>
    <message>
        <source>{verdict}, {n} in all</source>
        <translation>{verdict}，共{n}条</translation>
    </message>
    <message>
        <source>{n} / 10 min</source>
        <translation>{n}条/10分钟</translation>
    </message>
    <message>
        <source>Time in flood</source>
        <translation>泛滥时间占比</translation>
    </message>
    <message>
        <source>aimed at: under {n} %</source>
        <translation>目标：低于{n} %</translation>
    </message>
    <message>
        <source>low / medium / high; aimed at: {shares} %</source>
        <translation>低 / 中 / 高；目标：{shares} %</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>按级别</translation>
    </message>
</context>
<context>
    <name>AlarmStrip</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>No open alarms</source>
        <translation>暂无未确认报警</translation>
    </message>
    <message>
        <source>{street}   last {age} ago</source>
        <translation>{street}   最近{age}前</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>另有{n}条</translation>
    </message>
</context>
<context>
    <name>AlarmTable</name>
    <message>
        <source>No such alarms</source>
        <translation>没有符合条件的报警</translation>
    </message>
</context>
<context>
    <name>AlarmTableModel</name>
    <message>
        <source>P</source>
        <extracomment>What has to be seen to first.</extracomment>
        <translation>级</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>历时</translation>
    </message>
    <message>
        <source>By</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至{time}</translation>
    </message>
</context>
<context>
    <name>AlarmTiles</name>
    <message>
        <source>[Alarm]</source>
        <translation>【报警】</translation>
    </message>
    <message>
        <source>[Drill alarm]</source>
        <extracomment>The cameras that decide what is shown by being reachable or not.</extracomment>
        <translation>【演练报警】</translation>
    </message>
    <message>
        <source>No open alarm</source>
        <translation>暂无报警</translation>
    </message>
    <message>
        <source>No camera: {place}</source>
        <translation>无摄像机：{place}</translation>
    </message>
    <message>
        <source>No further camera</source>
        <translation>无其他摄像机</translation>
    </message>
    <message>
        <source>+{n} waiting</source>
        <translation>另有 {n} 起等待</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>[Drill] {title}</source>
        <translation>【演练】{title}</translation>
    </message>
    <message>
        <source>{n} x {kind}</source>
        <translation>{kind} × {n}</translation>
    </message>
    <message>
        <source>Shelved until {time}</source>
        <translation>搁置至{time}</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Became an incident</source>
        <translation>已转事件</translation>
    </message>
    <message>
        <source>Repeated while shelved</source>
        <translation>搁置期间重复</translation>
    </message>
    <message>
        <source>Replaced by its sender</source>
        <translation>已被发布单位更新</translation>
    </message>
    <message>
        <source>Withdrawn by its sender</source>
        <translation>已被发布单位解除</translation>
    </message>
    <message>
        <source>Over: its time was up</source>
        <translation>到期自动关闭</translation>
    </message>
    <message>
        <source>Holds until {time}</source>
        <translation>有效至{time}</translation>
    </message>
    <message>
        <source>Muted until {time} ({left})</source>
        <translation>静音至{time}（剩{left}）</translation>
    </message>
    <message>
        <source>{muted}: {reason} ({by}). Priority 1 still sounds</source>
        <translation>{muted}：{reason}（{by}）。一级报警照常响铃</translation>
    </message>
    <message>
        <source>Alarm flood since {time}: {n} alarms in 10 min, shown in groups; priority 1 alone</source>
        <translation>{time}起报警泛滥：10分钟内{n}条，已归组显示；一级报警单独显示</translation>
    </message>
    <message>
        <source>Acceptable</source>
        <translation>可承受</translation>
    </message>
    <message>
        <source>Manageable</source>
        <translation>尚可应对</translation>
    </message>
    <message>
        <source>Over-demanding</source>
        <translation>负荷过重</translation>
    </message>
    <message>
        <source>Flood</source>
        <translation>报警泛滥</translation>
    </message>
    <message>
        <source>{n} priority {p}</source>
        <translation>{p}级{n}条</translation>
    </message>
    <message>
        <source>{n} seen to by others</source>
        <translation>他人已处理{n}条</translation>
    </message>
    <message>
        <source>Alarms while the connection was away: {n}, {began}-{ended} ({parts})</source>
        <translation>断线期间（{began}-{ended}）共{n}条报警：{parts}</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Note: {shortage}</source>
        <translation>注意：{shortage}</translation>
    </message>
    <message>
        <source>Name, code or pinyin initials</source>
        <translation>姓名、编码或拼音首字母</translation>
    </message>
    <message>
        <source>Note to them (optional)</source>
        <translation>派遣要求（选填）</translation>
    </message>
    <message>
        <source>Space marks several   Ctrl+L sets the lead   Enter assigns   Esc leaves</source>
        <translation>空格 多选   Ctrl+L 设为主办   回车 派单   Esc 取消</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody matches what was typed</source>
        <translation>没有符合输入的人员或部门</translation>
    </message>
    <message>
        <source>Assign to {name}</source>
        <translation>派给：{name}</translation>
    </message>
    <message>
        <source>Assign to {name} (lead), with {others}</source>
        <translation>派给：{name}（主办），{others}（协办）</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Demonstration data: simulated, not the real district</source>
        <translation>演示数据：模拟生成，并非辖区真实情况</translation>
    </message>
    <message>
        <source>Commands not sent yet: {n}. They go out once when the connection is back</source>
        <translation>{n}条指令尚未发出，连接恢复后自动发送一次</translation>
    </message>
    <message>
        <source>Commands not sent in time: {n}. Telephone now</source>
        <translation>{n}条指令未及时发出：请立即电话联系</translation>
    </message>
    <message>
        <source>Commands refused: {n}</source>
        <translation>{n}条指令被拒绝</translation>
    </message>
    <message>
        <source>Commands kept unsent earlier could not be read; their file is kept: {path}</source>
        <translation>此前未发出的指令无法读取，文件已保留：{path}</translation>
    </message>
    <message>
        <source>{text}   {key} shows them</source>
        <translation>{text}   按 {key} 查看</translation>
    </message>
    <message>
        <source>No connection to the platform</source>
        <translation>平台连接已断开</translation>
    </message>
    <message>
        <source>No connection to the platform: what you see is {age} old</source>
        <translation>平台连接已断开，当前显示的是{age}前的数据</translation>
    </message>
    <message>
        <source>next attempt in {n} s</source>
        <translation>{n}秒后重连</translation>
    </message>
    <message>
        <source>connecting now</source>
        <translation>正在重连</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Assign {n} incidents</source>
        <translation>批量派单：{n}件</translation>
    </message>
    <message>
        <source>All to one: name, code or pinyin initials</source>
        <translation>全部派给一人：姓名、编码或拼音首字母</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>推荐依据</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人可派</translation>
    </message>
    <message>
        <source>Nobody matches what was typed</source>
        <translation>没有符合输入的人员或部门</translation>
    </message>
    <message>
        <source>Assign {n}</source>
        <translation>派单（{n}件）</translation>
    </message>
    <message>
        <source>Arrows choose a row   Space leaves it out   Enter assigns   Esc leaves</source>
        <translation>上下键 选择   空格 去掉   回车 派单   Esc 取消</translation>
    </message>
</context>
<context>
    <name>BigClock</name>
    <message>
        <source>{year}-{month:02}-{day:02}  {weekday}</source>
        <translation>{year}年{month}月{day}日 {weekday}</translation>
    </message>
</context>
<context>
    <name>CameraList</name>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Unmark the camera</source>
        <translation>取消收藏摄像机</translation>
    </message>
    <message>
        <source>Mark the camera</source>
        <translation>收藏摄像机</translation>
    </message>
    <message>
        <source>No camera is chosen in the list</source>
        <translation>列表中未选定摄像机</translation>
    </message>
</context>
<context>
    <name>CameraPickDialog</name>
    <message>
        <source>Camera: name, device id, pinyin initials</source>
        <extracomment>Matches listed; the rest is counted. Texts made in one turn of the loop: about 2 ms.</extracomment>
        <translation>摄像机：名称、国标编号、拼音首字母</translation>
    </message>
    <message>
        <source>Onto the tile</source>
        <translation>放到画面上</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{n} found, the first {m} listed</source>
        <translation>找到 {n} 个，列出前 {m} 个</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 个</translation>
    </message>
</context>
<context>
    <name>CameraShelf</name>
    <message>
        <source>Your marked cameras cannot be read ({why}); the file {path} stays as it is.</source>
        <translation>您收藏的摄像机无法读取（{why}）；文件 {path} 保持原样。</translation>
    </message>
    <message>
        <source>No more than {n} cameras can be marked.</source>
        <translation>最多可收藏 {n} 路摄像机。</translation>
    </message>
    <message>
        <source>The mark could not be kept: {why}</source>
        <translation>收藏未能保存：{why}</translation>
    </message>
</context>
<context>
    <name>CameraTree</name>
    <message>
        <source>Camera: name, device id, pinyin initials</source>
        <extracomment>Texts made in one turn of the loop: about 2 ms. Matches listed; the rest is counted.</extracomment>
        <translation>摄像机：名称、国标编码、拼音首字母</translation>
    </message>
    <message>
        <source>Cameras: {n}</source>
        <translation>共{n}路摄像机</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到{n}路</translation>
    </message>
    <message>
        <source>{n} found, the first {m} listed</source>
        <translation>找到{n}路，列出前{m}路</translation>
    </message>
    <message>
        <source>No camera matches</source>
        <translation>没有符合的摄像机</translation>
    </message>
    <message>
        <source>No camera is marked: choose one and press *</source>
        <translation>尚无收藏：选定摄像机后按 *</translation>
    </message>
    <message>
        <source>No camera was looked at yet</source>
        <translation>尚未查看过摄像机</translation>
    </message>
    <message>
        <source>No camera is offline</source>
        <translation>没有离线摄像机</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Marked {n}</source>
        <translation>收藏 {n}</translation>
    </message>
    <message>
        <source>Recent {n}</source>
        <translation>最近 {n}</translation>
    </message>
    <message>
        <source>Offline {n}</source>
        <translation>离线 {n}</translation>
    </message>
</context>
<context>
    <name>CameraTreeModel</name>
    <message>
        <source>{name}  {total}, {offline} offline</source>
        <extracomment>What a dragged camera carries: its id, in UTF-8. The camera&apos;s id in a row of a camera, empty in a row of a street or community. The organisation&apos;s id in a row of a street or community. For text scales from 100 to 200 %; between them Qt makes the next one smaller.</extracomment>
        <translation>{name}  {total}路，离线{offline}路</translation>
    </message>
    <message>
        <source>{name}  {total}</source>
        <translation>{name}  {total}路</translation>
    </message>
</context>
<context>
    <name>CandidateList</name>
    <message>
        <source>{name} (lead)</source>
        <translation>{name}（主办）</translation>
    </message>
    <message>
        <source>has it already</source>
        <translation>已派此件</translation>
    </message>
    <message>
        <source>own grid</source>
        <translation>本网格</translation>
    </message>
    <message>
        <source>in charge of such matters</source>
        <translation>主管此类事项</translation>
    </message>
    <message>
        <source>right kind</source>
        <translation>工种对口</translation>
    </message>
    <message>
        <source>has the skill</source>
        <translation>有此技能</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>near</source>
        <translation>就近</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>离岗</translation>
    </message>
    <message>
        <source>tasks: {n}</source>
        <translation>在办{n}件</translation>
    </message>
    <message>
        <source>seen {age} ago</source>
        <translation>{age}前定位</translation>
    </message>
    <message>
        <source>position unknown</source>
        <translation>位置不明</translation>
    </message>
    <message>
        <source>other kind</source>
        <translation>工种不符</translation>
    </message>
    <message>
        <source>lacks the skill</source>
        <translation>无此技能</translation>
    </message>
    <message>
        <source>far</source>
        <translation>较远</translation>
    </message>
    <message>
        <source>the grid&apos;s own officer is off duty</source>
        <translation>本网格网格员离岗</translation>
    </message>
    <message>
        <source>the grid&apos;s own officer is busy</source>
        <translation>本网格网格员在忙</translation>
    </message>
    <message>
        <source>no free unit within 3 km</source>
        <translation>3公里内无空闲力量</translation>
    </message>
    <message>
        <source>none of the right kind is free</source>
        <translation>对口力量均不空闲</translation>
    </message>
    <message>
        <source>nobody free has the skill</source>
        <translation>空闲人员均无此技能</translation>
    </message>
    <message>
        <source>all positions near it are old</source>
        <translation>附近人员位置均已过时</translation>
    </message>
</context>
<context>
    <name>ClockRows</name>
    <message>
        <source>stopped, {time} left</source>
        <translation>已暂停，剩余{time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超时{time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余{time}</translation>
    </message>
    <message>
        <source>{time} over (was due {due})</source>
        <translation>超时{time}（{due}到期）</translation>
    </message>
    <message>
        <source>{time} left (due {due})</source>
        <translation>剩余{time}（{due}到期）</translation>
    </message>
</context>
<context>
    <name>ClockTile</name>
    <message>
        <source>{year}-{month:02}-{day:02}  {weekday}</source>
        <translation>{year}年{month}月{day}日  {weekday}</translation>
    </message>
</context>
<context>
    <name>CommandList</name>
    <message>
        <source>Nothing unsent, nothing refused</source>
        <translation>没有未发出或被拒绝的指令</translation>
    </message>
    <message>
        <source>Seen   Delete</source>
        <translation>已阅   Delete</translation>
    </message>
</context>
<context>
    <name>CommandNotice</name>
    <message>
        <source>Seen</source>
        <extracomment>What reads differently is told in so many lines; the incident itself stands above.</extracomment>
        <translation>已阅</translation>
    </message>
    <message>
        <source>Redo on the new version</source>
        <translation>按最新情况重做</translation>
    </message>
</context>
<context>
    <name>CommandReport</name>
    <message>
        <source>Commands {n}</source>
        <translation>指令 {n}</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>指令</translation>
    </message>
</context>
<context>
    <name>CommandWords</name>
    <message>
        <source>not sent yet; goes out when the platform is back, until {time}</source>
        <translation>尚未发出；平台恢复后自动发送，{time} 前有效</translation>
    </message>
    <message>
        <source>not sent yet; goes out when the platform is back</source>
        <translation>尚未发出；平台恢复后自动发送</translation>
    </message>
    <message>
        <source>sent, waiting for the platform</source>
        <translation>已发出，等待平台答复</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>refused. {reason}</source>
        <translation>被拒绝。{reason}</translation>
    </message>
    <message>
        <source>not sent in time. Telephone now</source>
        <translation>未及时发出，请立即电话联系</translation>
    </message>
    <message>
        <source>{name}: {fate}</source>
        <translation>{name}：{fate}</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>他人</translation>
    </message>
    <message>
        <source>Changed by {by}</source>
        <translation>已被 {by} 更改</translation>
    </message>
    <message>
        <source>Changed by {by} {age} ago</source>
        <translation>{by} {age}前已更改</translation>
    </message>
</context>
<context>
    <name>Conference</name>
    <message>
        <source>Let the conference use the microphone and the camera?</source>
        <translation>允许会商使用麦克风和摄像头吗？</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>What do you want to share with everybody in the conference?</source>
        <translation>您要向会商中的所有人共享什么？</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Do not share</source>
        <translation>不共享</translation>
    </message>
</context>
<context>
    <name>ConferenceDock</name>
    <message>
        <source>Show the cameras again; the call goes on</source>
        <extracomment>Shares of call and camera, in pixels of the place that they have on the desk. A camera&apos;s picture, and what its tile needs above it, in pixels.</extracomment>
        <translation>恢复预监画面，会商继续</translation>
    </message>
</context>
<context>
    <name>ConferenceGuests</name>
    <message>
        <source>Invite a guest by a link</source>
        <extracomment>A link that could not be made for so long is not made any more, in seconds.</extracomment>
        <translation>用链接邀请来宾</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>生成链接</translation>
    </message>
    <message>
        <source>Who is it for</source>
        <translation>受邀来宾</translation>
    </message>
    <message>
        <source>Name, as the others will read it</source>
        <translation>姓名，其他与会人可见</translation>
    </message>
    <message>
        <source>Opened {time}: {name} is about to come in.</source>
        <translation>{time} 已打开：{name} 即将进入。</translation>
    </message>
    <message>
        <source>Not used yet.</source>
        <translation>尚未使用。</translation>
    </message>
    <message>
        <source>Used: {name} is in the room since {time}.</source>
        <translation>已使用：{name} 自 {time} 起在会商中。</translation>
    </message>
    <message>
        <source>Taken back: it opens nothing any more.</source>
        <translation>已撤回：链接不再有效。</translation>
    </message>
    <message>
        <source>Used: {name} has left again.</source>
        <translation>已使用：{name} 已离开。</translation>
    </message>
    <message>
        <source>The conference is over: it opens nothing any more.</source>
        <translation>会商已结束：链接不再有效。</translation>
    </message>
    <message>
        <source>For {name}: {title}</source>
        <translation>邀请 {name}：{title}</translation>
    </message>
    <message>
        <source>A form was open when the guest link came: make another link</source>
        <translation>来宾链接生成时有表单未关闭，请重新生成</translation>
    </message>
    <message>
        <source>This platform serves this machine only: no other device can open the link.</source>
        <translation>本平台只在本机可用：其他设备打不开此链接。</translation>
    </message>
    <message>
        <source>This platform is reached without https, where browsers refuse camera and microphone: the link does not open. Let the platform serve https first.</source>
        <translation>本平台未启用 https，浏览器会禁用摄像头和麦克风：此链接打不开。请先为平台启用 https。</translation>
    </message>
</context>
<context>
    <name>ConferencePage</name>
    <message>
        <source>Conference</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>Asking for microphone and camera ...</source>
        <translation>正在请求使用麦克风和摄像头……</translation>
    </message>
    <message>
        <source>Joining ...</source>
        <translation>正在加入……</translation>
    </message>
    <message>
        <source>You are in the conference.</source>
        <translation>您已在会商中。</translation>
    </message>
    <message>
        <source>Nobody else is here yet.</source>
        <translation>暂无其他人加入。</translation>
    </message>
    <message>
        <source>You are not in this conference, or are in it at another seat.</source>
        <translation>您不在此会商中，或已在其他席位加入。</translation>
    </message>
    <message>
        <source>The platform is away: the call goes on, nobody can be added until it is back.</source>
        <translation>平台连接中断：通话继续，恢复前不能邀请他人。</translation>
    </message>
    <message>
        <source>This conference is being recorded.</source>
        <translation>本次会商正在录制。</translation>
    </message>
    <message>
        <source>The platform and its room server are away: the call goes on when they are back.</source>
        <translation>平台及会议服务器暂不可用：恢复后会商自动继续。</translation>
    </message>
    <message>
        <source>Connecting over the room server ...</source>
        <translation>正在通过会议服务器连接……</translation>
    </message>
    <message>
        <source>The room server cannot be reached from here: call by telephone.</source>
        <translation>从这里无法连接会议服务器：请改用电话。</translation>
    </message>
    <message>
        <source>The room server is down: the first four go on directly. Call the others by telephone.</source>
        <translation>会议服务器故障：前四方已改为直接通话，其余各方请用电话联系。</translation>
    </message>
    <message>
        <source>The room server is down: the first four go on without you. Call by telephone, or join later.</source>
        <translation>会议服务器故障：前四方继续会商，您暂无席位。请改用电话，或稍后重新加入。</translation>
    </message>
    <message>
        <source>The conference is held in another room:</source>
        <translation>会商在另一会议室进行：</translation>
    </message>
    <message>
        <source>Microphone and camera were refused: you see and hear the others, they do not you.</source>
        <translation>麦克风和摄像头已被拒绝：您能看到、听到他人，他人看不到、听不到您。</translation>
    </message>
    <message>
        <source>Nobody answered within 10 s: microphone and camera count as refused.</source>
        <translation>10 秒内无人答复：按拒绝使用麦克风和摄像头处理。</translation>
    </message>
    <message>
        <source>There is no microphone and no camera: you see and hear the others, they do not you.</source>
        <translation>没有麦克风和摄像头：您能看到、听到他人，他人看不到、听不到您。</translation>
    </message>
    <message>
        <source>There is no camera: the others only hear you.</source>
        <translation>没有摄像头：他人只能听到您。</translation>
    </message>
    <message>
        <source>There is no microphone: the others only see you.</source>
        <translation>没有麦克风：他人只能看到您。</translation>
    </message>
    <message>
        <source>Microphone or camera is used by another program: end it, then ask again.</source>
        <translation>麦克风或摄像头被其他程序占用：请关闭该程序后重新请求。</translation>
    </message>
    <message>
        <source>The browser gives microphone and camera to addresses with https:// alone.</source>
        <translation>浏览器只允许 https:// 地址使用麦克风和摄像头。</translation>
    </message>
    <message>
        <source>you</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>正在发言</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>hand raised</source>
        <translation>已举手</translation>
    </message>
    <message>
        <source>Connecting to {name} ...</source>
        <translation>正在连接 {name}……</translation>
    </message>
    <message>
        <source>The connection to {name} is lost; trying again ...</source>
        <translation>与 {name} 的连接已中断，正在重试……</translation>
    </message>
    <message>
        <source>The platform does not reach {name} now; trying again ...</source>
        <translation>平台暂时联系不上{name}，正在重试……</translation>
    </message>
    <message>
        <source>Nothing has come from {name} for {n} s</source>
        <translation>已 {n} 秒未收到 {name} 的音视频</translation>
    </message>
    <message>
        <source>{name} has sent neither sound nor picture so far</source>
        <translation>{name} 尚未发送声音和画面</translation>
    </message>
    <message>
        <source>good connection</source>
        <translation>连接良好</translation>
    </message>
    <message>
        <source>fair connection</source>
        <translation>连接一般</translation>
    </message>
    <message>
        <source>poor connection</source>
        <translation>连接较差</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>关闭摄像头</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>打开摄像头</translation>
    </message>
    <message>
        <source>Share screen</source>
        <translation>共享屏幕</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>停止共享</translation>
    </message>
    <message>
        <source>Raise hand</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>Lower hand</source>
        <translation>放下手</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新请求</translation>
    </message>
    <message>
        <source>You have left the conference.</source>
        <translation>您已离开会商。</translation>
    </message>
    <message>
        <source>The conference has ended.</source>
        <translation>会商已结束。</translation>
    </message>
    <message>
        <source>The moderator has removed you from the conference.</source>
        <translation>主持人已将您移出会商。</translation>
    </message>
    <message>
        <source>The link has expired.</source>
        <translation>链接已过期。</translation>
    </message>
    <message>
        <source>The conference is locked.</source>
        <translation>会商已锁定。</translation>
    </message>
    <message>
        <source>The conference is full.</source>
        <translation>会商人数已满。</translation>
    </message>
</context>
<context>
    <name>ConferencePeople</name>
    <message>
        <source>Whom to ask is not known: {why}</source>
        <translation>无法取得建议人员：{why}</translation>
    </message>
    <message>
        <source>Unlock the room</source>
        <translation>解除锁定</translation>
    </message>
    <message>
        <source>Lock the room</source>
        <translation>锁定会商</translation>
    </message>
    <message>
        <source>Guest link …</source>
        <translation>来宾链接…</translation>
    </message>
    <message>
        <source>End for all …</source>
        <translation>结束会商…</translation>
    </message>
    <message>
        <source>Asked</source>
        <extracomment>As many of those whom a search finds are shown.</extracomment>
        <translation>已邀请</translation>
    </message>
    <message>
        <source>Not in the room</source>
        <translation>不在会商中</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>In the room, {n} of {m} places, locked</source>
        <translation>会商中 {n}/{m}，已锁定</translation>
    </message>
    <message>
        <source>In the room, {n} of {m} places</source>
        <translation>会商中 {n}/{m}</translation>
    </message>
    <message>
        <source>moderator</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（本人）</translation>
    </message>
    <message>
        <source>Let speak</source>
        <translation>允许发言</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>移出…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>New link …</source>
        <translation>新链接…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次邀请</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议邀请</translation>
    </message>
    <message>
        <source>no console: telephone, or a link</source>
        <translation>无席位：请电话联系或发链接</translation>
    </message>
    <message>
        <source>Link …</source>
        <translation>链接…</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>opened it</source>
        <translation>发起人</translation>
    </message>
    <message>
        <source>room in charge</source>
        <translation>主责指挥室</translation>
    </message>
    <message>
        <source>assigned unit</source>
        <translation>已派力量</translation>
    </message>
    <message>
        <source>assigned department</source>
        <translation>已派部门</translation>
    </message>
    <message>
        <source>assigned street or centre</source>
        <translation>已派街道或中心</translation>
    </message>
    <message>
        <source>leader on duty</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>来宾</translation>
    </message>
    <message>
        <source>link opened {time}, not in the room yet</source>
        <translation>链接已于 {time} 打开，尚未进入</translation>
    </message>
    <message>
        <source>link made {time}, not used yet</source>
        <translation>链接生成于 {time}，尚未使用</translation>
    </message>
    <message>
        <source>declined: {reason}</source>
        <translation>已谢绝：{reason}</translation>
    </message>
    <message>
        <source>handed the call on to {seat}</source>
        <translation>已转交至 {seat}</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>called off</source>
        <translation>已取消呼叫</translation>
    </message>
    <message>
        <source>removed: {reason}</source>
        <translation>已移出：{reason}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移出</translation>
    </message>
    <message>
        <source>hand raised, no. {n}</source>
        <translation>举手，第 {n} 位</translation>
    </message>
    <message>
        <source>muted by the moderator</source>
        <translation>被主持人静音</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>shares the screen</source>
        <translation>正在共享屏幕</translation>
    </message>
    <message>
        <source>in a browser</source>
        <translation>浏览器接入</translation>
    </message>
    <message>
        <source>at {seat}</source>
        <translation>在{seat}</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} 加入</translation>
    </message>
    <message>
        <source>rings, {n} s left</source>
        <translation>呼叫中，剩 {n} 秒</translation>
    </message>
    <message>
        <source>then {name} is rung</source>
        <translation>其后呼叫 {name}</translation>
    </message>
    <message>
        <source>nobody after that</source>
        <translation>其后无人</translation>
    </message>
    <message>
        <source>connection lost {time}</source>
        <translation>{time} 连接中断</translation>
    </message>
    <message>
        <source>no place in the room: telephone</source>
        <translation>会商已无空位：请电话联系</translation>
    </message>
    <message>
        <source>left {time}</source>
        <translation>{time} 离开</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>{n} more in line</source>
        <translation>后备 {n} 人</translation>
    </message>
</context>
<context>
    <name>ConferenceRing</name>
    <message>
        <source>Decline the call</source>
        <translation>谢绝会商来电</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>谢绝</translation>
    </message>
    <message>
        <source>Why? The others read it.</source>
        <translation>原因（其他与会人可见）</translation>
    </message>
    <message>
        <source>In another conference</source>
        <translation>正在参加其他会商</translation>
    </message>
    <message>
        <source>At work on another incident</source>
        <translation>正在处置其他事件</translation>
    </message>
    <message>
        <source>Away from the desk for a moment</source>
        <translation>暂时离席</translation>
    </message>
    <message>
        <source>Not in my charge</source>
        <translation>不属本席职责</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>转交会商来电</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Let it ring at</source>
        <translation>转至席位</translation>
    </message>
    <message>
        <source>Remove from the conference</source>
        <translation>移出会商</translation>
    </message>
    <message>
        <source>{name} is sent out of the room and comes in again only when asked anew.</source>
        <translation>{name} 将被移出会商，重新邀请后才能再次加入。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Why? It stands in the record.</source>
        <translation>原因（记入记录）</translation>
    </message>
    <message>
        <source>Not needed any more</source>
        <translation>不再需要参加</translation>
    </message>
    <message>
        <source>Asked by mistake</source>
        <translation>误邀</translation>
    </message>
    <message>
        <source>Disturbing noise</source>
        <translation>噪声干扰</translation>
    </message>
    <message>
        <source>End the conference for all</source>
        <translation>为所有人结束会商</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Everybody is sent out, and who rings rings no more.</source>
        <translation>所有人都将退出，呼叫中的邀请一并取消。</translation>
    </message>
    <message>
        <source>{name} asks you to confer: {title}</source>
        <translation>{name} 邀请您会商：{title}</translation>
    </message>
    <message>
        <source>as {role}</source>
        <translation>身份：{role}</translation>
    </message>
    <message>
        <source>then the next in line is rung</source>
        <translation>之后呼叫下一顺位</translation>
    </message>
    <message>
        <source>nobody else is rung after you</source>
        <translation>之后不再呼叫他人</translation>
    </message>
    <message>
        <source>to answer leaves the call you are in</source>
        <translation>接听将退出当前会商</translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation>剩 {n} 秒</translation>
    </message>
    <message>
        <source>A conference calls {name}: {left}. Sign in to answer</source>
        <translation>有会商呼叫 {name}：{left}。登录后接听</translation>
    </message>
    <message>
        <source>{n} conferences call {name}: {left}. Sign in to answer</source>
        <translation>有 {n} 个会商呼叫 {name}：{left}。登录后接听</translation>
    </message>
    <message>
        <source>The call of {name} was answered at {seat}</source>
        <translation>{name} 的会商来电已在 {seat} 接听</translation>
    </message>
    <message>
        <source>The call of {name} was answered at another seat</source>
        <translation>{name} 的会商来电已在其他席位接听</translation>
    </message>
    <message>
        <source>The call of {name} was declined at another seat: {reason}</source>
        <translation>{name} 的会商来电已在其他席位谢绝：{reason}</translation>
    </message>
    <message>
        <source>The call of {name} was handed on to {seat} at another seat</source>
        <translation>{name} 的会商来电已在其他席位转交至 {seat}</translation>
    </message>
    <message>
        <source>The call of {name} was taken back: {reason}</source>
        <translation>{name} 已撤回会商邀请：{reason}</translation>
    </message>
    <message>
        <source>The call of {name} was taken back</source>
        <translation>{name} 已撤回会商邀请</translation>
    </message>
    <message>
        <source>Missed call {time}: {name} about {title}</source>
        <translation>未接会商来电 {time}：{name}，{title}</translation>
    </message>
    <message>
        <source>{n} missed calls, the last {time}: {name} about {title}</source>
        <translation>{n} 个未接会商来电，最近 {time}：{name}，{title}</translation>
    </message>
    <message>
        <source>{name} was rung instead</source>
        <translation>已改呼 {name}</translation>
    </message>
</context>
<context>
    <name>ConferenceSheet</name>
    <message>
        <source>Conference</source>
        <extracomment>Rows that are seen at once; more can be scrolled to.</extracomment>
        <translation>会商</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>No conference is open.</source>
        <translation>没有进行中的会商。</translation>
    </message>
</context>
<context>
    <name>Conferences</name>
    <message>
        <source>Conferences</source>
        <extracomment>What can be done while this console is in a conference, by the order that the page has for it.
----------
A camera that could not be sent for so long is not shown any more, in seconds.</extracomment>
        <translation>会商</translation>
    </message>
    <message>
        <source>Open a conference about nothing in particular</source>
        <translation>开启不针对具体事件的会商</translation>
    </message>
    <message>
        <source>Open conferences</source>
        <translation>进行中的会商</translation>
    </message>
    <message>
        <source>Show the call, or the cameras again</source>
        <translation>显示会商，或恢复预监画面</translation>
    </message>
    <message>
        <source>Speak while the key is held</source>
        <translation>按住讲话</translation>
    </message>
    <message>
        <source>Mute yourself, or speak again</source>
        <translation>静音，或恢复发言</translation>
    </message>
    <message>
        <source>Your camera on or off</source>
        <translation>打开或关闭本人摄像头</translation>
    </message>
    <message>
        <source>Raise or lower your hand</source>
        <translation>举手或放下</translation>
    </message>
    <message>
        <source>Share the screen, or stop</source>
        <translation>共享屏幕，或停止共享</translation>
    </message>
    <message>
        <source>The chosen camera beside the call</source>
        <translation>把所选摄像机放在会商旁</translation>
    </message>
    <message>
        <source>Allow what the call asks for</source>
        <translation>允许会商所请求的设备</translation>
    </message>
    <message>
        <source>Leave the conference</source>
        <translation>退出会商</translation>
    </message>
    <message>
        <source>You are in no conference</source>
        <extracomment>An act that could not be sent for so long is not sent any more, in seconds. What is asked anew when the matter changes waits for the end of a burst. For which conference `_found` is.</extracomment>
        <translation>当前未参加会商</translation>
    </message>
    <message>
        <source>No tile with a camera is chosen</source>
        <translation>未选择带摄像机的画面</translation>
    </message>
    <message>
        <source>Conference of {name}</source>
        <translation>{name}的会商</translation>
    </message>
    <message>
        <source>Hold the key for as long as you speak</source>
        <translation>讲话时请一直按住该键</translation>
    </message>
    <message>
        <source>The call asks for nothing now</source>
        <translation>会商当前没有请求</translation>
    </message>
    <message>
        <source>No incident and no alarm is chosen</source>
        <translation>未选择事件或报警</translation>
    </message>
    <message>
        <source>Confer</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>To the call</source>
        <translation>看会商</translation>
    </message>
    <message>
        <source>Join the call</source>
        <translation>加入会商</translation>
    </message>
    <message>
        <source>The conference has ended</source>
        <translation>会商已结束</translation>
    </message>
    <message>
        <source>You are not in the conference</source>
        <translation>您不在该会商中</translation>
    </message>
    <message>
        <source>It does not ring for you</source>
        <translation>该会商未呼叫您</translation>
    </message>
    <message>
        <source>The conference is locked</source>
        <translation>会商已锁定</translation>
    </message>
    <message>
        <source>The conference is full</source>
        <translation>会商人数已满</translation>
    </message>
    <message>
        <source>You were removed from the conference</source>
        <translation>您已被移出会商</translation>
    </message>
    <message>
        <source>Only its moderator can</source>
        <translation>仅主持人可操作</translation>
    </message>
    <message>
        <source>It is held at another server</source>
        <translation>会商在其他服务器上进行</translation>
    </message>
    <message>
        <source>There is no room server</source>
        <translation>没有会议室服务器</translation>
    </message>
    <message>
        <source>Answer the call</source>
        <translation>接听会商来电</translation>
    </message>
    <message>
        <source>Decline the call</source>
        <translation>谢绝会商来电</translation>
    </message>
    <message>
        <source>Hand the call on to another seat</source>
        <translation>转交会商来电至其他席位</translation>
    </message>
    <message>
        <source>To the calls that ring or were missed</source>
        <translation>转到会商来电和未接来电</translation>
    </message>
    <message>
        <source>Missed calls: seen</source>
        <translation>未接来电：已阅</translation>
    </message>
    <message>
        <source>People of the conference</source>
        <translation>会商人员</translation>
    </message>
    <message>
        <source>Ask somebody else into the conference</source>
        <translation>邀请其他人参加会商</translation>
    </message>
    <message>
        <source>Invite a guest by a link</source>
        <translation>用链接邀请来宾</translation>
    </message>
    <message>
        <source>Lock the conference&apos;s room, or open it</source>
        <translation>锁定会商或解除锁定</translation>
    </message>
    <message>
        <source>End the conference for all</source>
        <translation>为所有人结束会商</translation>
    </message>
    <message>
        <source>No conference calls you</source>
        <translation>没有会商来电</translation>
    </message>
    <message>
        <source>No call was missed</source>
        <translation>没有未接来电</translation>
    </message>
    <message>
        <source>No conference is open</source>
        <translation>没有进行中的会商</translation>
    </message>
    <message>
        <source>Nobody sits at another seat</source>
        <translation>其他席位无人值守</translation>
    </message>
    <message>
        <source>Conferences {n}</source>
        <translation>会商 {n}</translation>
    </message>
    <message>
        <source>You are muted in the conference since the desk was locked</source>
        <extracomment>Nobody who leaves waits longer for the platform to know it.</extracomment>
        <translation>席位锁定期间您已在会商中静音</translation>
    </message>
    <message>
        <source>The conference has ended.</source>
        <translation>会商已结束。</translation>
    </message>
    <message>
        <source>The moderator has removed you from the conference.</source>
        <translation>主持人已将您移出会商。</translation>
    </message>
    <message>
        <source>There is no place for you in the conference: telephone.</source>
        <translation>会商已无空位，请电话联系。</translation>
    </message>
    <message>
        <source>You have left the conference at another seat.</source>
        <translation>您已在其他席位退出该会商。</translation>
    </message>
    <message>
        <source>You have come into the conference at another seat.</source>
        <translation>您已在其他席位加入该会商。</translation>
    </message>
    <message>
        <source>You are back in the conference</source>
        <translation>已回到会商</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <source>In conference</source>
        <translation>会商中</translation>
    </message>
    <message>
        <source>poor connection</source>
        <translation>连接较差</translation>
    </message>
    <message>
        <source>speaking by the key</source>
        <translation>按键讲话中</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>hand raised</source>
        <translation>已举手</translation>
    </message>
    <message>
        <source>shares the screen</source>
        <translation>正在共享屏幕</translation>
    </message>
    <message>
        <source>is being rung</source>
        <translation>正在呼叫</translation>
    </message>
    <message>
        <source>Besides: {others}</source>
        <translation>另有：{others}</translation>
    </message>
    <message>
        <source>here</source>
        <translation>在此席位</translation>
    </message>
    <message>
        <source>at another seat</source>
        <translation>在其他席位</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>正在呼叫您</translation>
    </message>
    <message>
        <source>left</source>
        <translation>已退出</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已被移出</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>ConferencesOnWalls</name>
    <message>
        <source>Conference: {title}</source>
        <extracomment>A display that was not taken in asks again so soon, in seconds. What the page calls its life; empty until it is ready.</extracomment>
        <translation>会商：{title}</translation>
    </message>
    <message>
        <source>Nobody here may see this conference</source>
        <translation>本席位无权查看该会商</translation>
    </message>
    <message>
        <source>The conference has ended</source>
        <translation>会商已结束</translation>
    </message>
    <message>
        <source>It is held at another server: open it there</source>
        <translation>会商在其他服务器上进行，请到那里打开</translation>
    </message>
</context>
<context>
    <name>ConferringActions</name>
    <message>
        <source>Take the camera out of the call</source>
        <translation>从会商撤下摄像机画面</translation>
    </message>
    <message>
        <source>Show the chosen camera to all in the call</source>
        <translation>点选的摄像机画面送入会商</translation>
    </message>
    <message>
        <source>Take the conference off the wall</source>
        <translation>会商从大屏撤下</translation>
    </message>
    <message>
        <source>The conference off the wall, and all back that stood there</source>
        <translation>会商撤屏，恢复之前的内容</translation>
    </message>
    <message>
        <source>Put the conference on the chosen tile</source>
        <translation>会商上到点选的画面</translation>
    </message>
    <message>
        <source>Put the conference on the whole wall</source>
        <translation>会商上到整面大屏</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>{what}: {old} → {new}</source>
        <translation>{what}：{old} → {new}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>With</source>
        <translation>归口</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>{by}: {act}</source>
        <translation>{by}：{act}</translation>
    </message>
    <message>
        <source>It is no longer in view</source>
        <translation>该事件已不在可见范围</translation>
    </message>
    <message>
        <source>The new version has not arrived yet</source>
        <translation>最新情况尚未到达</translation>
    </message>
    <message>
        <source>Not your role</source>
        <translation>无此权限</translation>
    </message>
    <message>
        <source>No longer possible: now {state}</source>
        <translation>已不能执行：当前为{state}</translation>
    </message>
    <message>
        <source>That task is no longer to be signed for</source>
        <translation>该任务已无需签收</translation>
    </message>
    <message>
        <source>no task</source>
        <translation>无任务</translation>
    </message>
</context>
<context>
    <name>ContactModel</name>
    <message>
        <source>On duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>until {time}</source>
        <extracomment>Turns to come that are told of one person.</extracomment>
        <translation>至{time}</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Name, post, place, number or pinyin initials</source>
        <extracomment>So that on a screen of 1920 pixels everybody is listed with where he works and what is dialled. Characters of the chosen line that stand below the log; the tip says the rest.</extracomment>
        <translation>姓名、职务、单位、号码或拼音首字母</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>Who has the watch at each post, and who has it next</source>
        <translation>各岗位当前值班人和下一班</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>通讯录</translation>
    </message>
    <message>
        <source>Duty roster</source>
        <translation>值班表</translation>
    </message>
</context>
<context>
    <name>ContactTable</name>
    <message>
        <source>Nobody matches what was typed</source>
        <translation>没有符合输入的人员</translation>
    </message>
</context>
<context>
    <name>DeskActions</name>
    <message>
        <source>Desk</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>To the incident table</source>
        <translation>回到事件列表</translation>
    </message>
    <message>
        <source>Find or do anything</source>
        <translation>查找或执行</translation>
    </message>
    <message>
        <source>Filter incidents by text</source>
        <translation>按文字筛选事件</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警列表</translation>
    </message>
    <message>
        <source>Alarm load</source>
        <translation>报警负荷</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>全区地图</translation>
    </message>
    <message>
        <source>Commands on their way</source>
        <translation>指令列表</translation>
    </message>
    <message>
        <source>Give the refused command again</source>
        <translation>重做被拒绝的指令</translation>
    </message>
    <message>
        <source>Change person</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>锁定席位</translation>
    </message>
    <message>
        <source>Mute the alarm sound, or let it sound again</source>
        <translation>报警声音静音或恢复</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Command desk</source>
        <extracomment>Nobody may close it now: the wall goes on while the desk is covered.</extracomment>
        <translation>指挥席位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Rhythm of the day</source>
        <translation>当日走势</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Alarm load</source>
        <translation>报警负荷</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>To</source>
        <translation>接收单位</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Passed: close it</source>
        <translation>核查通过，结案</translation>
    </message>
    <message>
        <source>Not passed: handle it again</source>
        <translation>核查不通过，重新处置</translation>
    </message>
    <message>
        <source>Dealt with on site</source>
        <translation>现场已处置完毕</translation>
    </message>
    <message>
        <source>Settled on the telephone</source>
        <translation>电话联系已解决</translation>
    </message>
    <message>
        <source>Nothing found on site</source>
        <translation>现场未发现所报情况</translation>
    </message>
    <message>
        <source>Outside of our duties</source>
        <translation>不属于受理范围</translation>
    </message>
    <message>
        <source>Reported before</source>
        <translation>重复上报</translation>
    </message>
    <message>
        <source>Too little to go by</source>
        <translation>信息不足，无法核实</translation>
    </message>
    <message>
        <source>Lies in their area</source>
        <translation>属该单位辖区</translation>
    </message>
    <message>
        <source>Is their duty</source>
        <translation>属该单位职责</translation>
    </message>
    <message>
        <source>Checked on site</source>
        <translation>已现场核查</translation>
    </message>
    <message>
        <source>Called back the reporter</source>
        <translation>已电话回访反映人</translation>
    </message>
</context>
<context>
    <name>Director</name>
    <message>
        <source>Director&apos;s preview</source>
        <translation>预监</translation>
    </message>
    <message>
        <source>Take the preview to the wall</source>
        <translation>预监画面切到大屏</translation>
    </message>
    <message>
        <source>Edited layout</source>
        <translation>正在编辑的布局</translation>
    </message>
    <message>
        <source>Scene for the preview</source>
        <translation>选择预监场景</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>预监</translation>
    </message>
    <message>
        <source>This layout cannot be shown here</source>
        <translation>本机无法显示此布局</translation>
    </message>
    <message>
        <source>“{name}” goes to wall {wall}</source>
        <translation>“{name}”已切到大屏 {wall}</translation>
    </message>
    <message>
        <source>Nothing is prepared</source>
        <translation>预监为空</translation>
    </message>
    <message>
        <source>No tour runs on this wall here</source>
        <translation>此大屏没有正在运行的轮巡</translation>
    </message>
    <message>
        <source>Nothing is prepared for wall {wall}</source>
        <translation>大屏 {wall}：预监为空</translation>
    </message>
    <message>
        <source>{name}  →  wall {wall}</source>
        <translation>{name}  →  大屏 {wall}</translation>
    </message>
</context>
<context>
    <name>DispatcherLine</name>
    <message>
        <source>{incident}: {why}</source>
        <extracomment>Incidents of one line; who needs more wants a filter, not a line. Incidents among which those are sought.</extracomment>
        <translation>{incident}：{why}</translation>
    </message>
    <message>
        <source>That is done with one incident at a time</source>
        <translation>此操作一次只能办一件</translation>
    </message>
    <message>
        <source>Nothing more is needed: “{word}” is too much</source>
        <translation>“{word}”多余，请删去</translation>
    </message>
    <message>
        <source>Put the cameras of {incident} on the wall</source>
        <translation>附近摄像机上墙：{incident}</translation>
    </message>
    <message>
        <source>{sentence}. The duty leader has to approve</source>
        <translation>{sentence}。须经值班长审批</translation>
    </message>
    <message>
        <source>{act}: {who}, {incident}</source>
        <translation>{act}：{who}，{incident}</translation>
    </message>
    <message>
        <source>{why} The key {key} asks who said so on the telephone.</source>
        <translation>{why} 按 {key} 键填写电话告知人。</translation>
    </message>
    <message>
        <source>Passed, close {incident}: “{text}”</source>
        <translation>核查通过，结案：{incident}，“{text}”</translation>
    </message>
    <message>
        <source>Not passed, handle {incident} again: “{text}”</source>
        <translation>核查不通过，重新处置：{incident}，“{text}”</translation>
    </message>
    <message>
        <source>Pass {incident} on to {org}: “{text}”</source>
        <translation>转办{org}：{incident}，“{text}”</translation>
    </message>
    <message>
        <source>{act}: {incident}: “{text}”</source>
        <translation>{act}：{incident}，“{text}”</translation>
    </message>
    <message>
        <source>{act}: {incident}</source>
        <translation>{act}：{incident}</translation>
    </message>
    <message>
        <source>Which incident? Its number, #row, or . as chosen</source>
        <translation>哪一件？输入编号、#行号，或用 . 表示所选事件</translation>
    </message>
    <message>
        <source>{n} incidents match {number}: which?</source>
        <translation>符合{number}的有{n}件，请选择</translation>
    </message>
    <message>
        <source>No more than {n} at once</source>
        <translation>一次最多{n}件</translation>
    </message>
    <message>
        <source>+ when it is settled, - when it is not</source>
        <translation>+ 核查通过，- 核查不通过</translation>
    </message>
    <message>
        <source>No organisation is called {name}</source>
        <translation>没有名为“{name}”的单位</translation>
    </message>
    <message>
        <source>Pass on to whom?</source>
        <translation>转办给哪个单位？</translation>
    </message>
    <message>
        <source>It needs words: what was done, or why</source>
        <translation>须填写文字：办理结果或理由</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>{name} is named twice</source>
        <translation>{name}重复</translation>
    </message>
    <message>
        <source>Whom to? Code, name or initials; ! for the recommended</source>
        <translation>派给谁？输入编码、姓名或首字母；! 为推荐人选</translation>
    </message>
    <message>
        <source>Assign {incident} → {who}</source>
        <translation>派单：{incident} → {who}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Nobody is free to be recommended</source>
        <translation>暂无空闲人员可推荐</translation>
    </message>
    <message>
        <source>Nobody is called {name}</source>
        <translation>没有名为“{name}”的人员</translation>
    </message>
    <message>
        <source>{n} match {name}: which?</source>
        <translation>符合“{name}”的有{n}个，请选择</translation>
    </message>
    <message>
        <source>{name} has no such task in it</source>
        <translation>{name}在此件中没有可办的任务</translation>
    </message>
    <message>
        <source>Whose task?</source>
        <translation>谁的任务？</translation>
    </message>
    <message>
        <source>{name} has a task in {number} already</source>
        <translation>{name}已承办{number}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>人员和单位</translation>
    </message>
    <message>
        <source>unit …</source>
        <translation>承办人 …</translation>
    </message>
    <message>
        <source>[whose task]</source>
        <translation>[承办人]</translation>
    </message>
    <message>
        <source>+ or -</source>
        <translation>+ 或 -</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>+2h, 17:30 or 11-25 09:00</source>
        <translation>+2h、17:30 或 11-25 09:00</translation>
    </message>
    <message>
        <source>who answers</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>in {age}</source>
        <translation>{age}后</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>明天 {time}</translation>
    </message>
    <message>
        <source>{weekday} {date} {time}</source>
        <translation>{date}（{weekday}）{time}</translation>
    </message>
    <message>
        <source>{numbers} and others</source>
        <translation>{numbers}等</translation>
    </message>
    <message>
        <source>{n} incidents ({numbers})</source>
        <translation>{n}件（{numbers}）</translation>
    </message>
    <message>
        <source>No row of the table is marked</source>
        <translation>列表中没有选中的行</translation>
    </message>
    <message>
        <source>The table has no row {row}</source>
        <translation>列表中没有第{row}行</translation>
    </message>
    <message>
        <source>No incident here is numbered {number}</source>
        <translation>没有编号为{number}的事件</translation>
    </message>
    <message>
        <source>Ledger: {incident}, looked at again {moment}, {owner} answers for it: “{text}”</source>
        <translation>挂账：{incident}，{moment}复查，责任人{owner}：“{text}”</translation>
    </message>
    <message>
        <source>{act} until {moment}: {incident}: “{text}”</source>
        <translation>{act}至{moment}：{incident}：“{text}”</translation>
    </message>
    <message>
        <source>It is due {moment} as it stands: more time ends after that</source>
        <translation>现时限为{moment}，延期须晚于此时</translation>
    </message>
    <message>
        <source>{moment} has passed</source>
        <translation>{moment}已过</translation>
    </message>
    <message>
        <source>“{word}” is no moment: +2h, 17:30 or 11-25 09:00</source>
        <translation>“{word}”不是时间：+2h、17:30 或 11-25 09:00</translation>
    </message>
    <message>
        <source>Until when? +2h, 17:30 or 11-25 09:00</source>
        <translation>到何时？+2h、17:30 或 11-25 09:00</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who answers for it?</source>
        <translation>由谁负责？</translation>
    </message>
</context>
<context>
    <name>DistantPlay</name>
    <message>
        <source>Recording on a wall elsewhere: ten seconds back</source>
        <translation>不在本机的大屏上的录像：后退十秒</translation>
    </message>
    <message>
        <source>Recording on a wall elsewhere: ten seconds on</source>
        <translation>不在本机的大屏上的录像：前进十秒</translation>
    </message>
    <message>
        <source>Recording on a wall elsewhere: hold it, or go on</source>
        <translation>不在本机的大屏上的录像：暂停或继续</translation>
    </message>
    <message>
        <source>Recording on a wall elsewhere: slower</source>
        <translation>不在本机的大屏上的录像：减速</translation>
    </message>
    <message>
        <source>Recording on a wall elsewhere: faster</source>
        <translation>不在本机的大屏上的录像：加速</translation>
    </message>
    <message>
        <source>The wall stands here: use the keys of the tile</source>
        <translation>这面大屏在本机：请使用画面的按键</translation>
    </message>
    <message>
        <source>No recording plays on tile {address}</source>
        <translation>画面 {address} 上没有在播放的录像</translation>
    </message>
</context>
<context>
    <name>Duty</name>
    <message>
        <source>Lead</source>
        <translation>主办</translation>
    </message>
    <message>
        <source>Supporter</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>Grid officer</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>值班人员</translation>
    </message>
    <message>
        <source>Duty room</source>
        <translation>值班室</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记事</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已接通</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Engaged</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>号码有误</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办公电话</translation>
    </message>
    <message>
        <source>SIP</source>
        <translation>网络电话（SIP）</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>对讲机</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>传真</translation>
    </message>
</context>
<context>
    <name>DutyForms</name>
    <message>
        <source>Telephone</source>
        <translation>电话联系</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>联系对象</translation>
    </message>
    <message>
        <source>No telephone program here: dial by hand.</source>
        <translation>本机没有电话程序，请手动拨号。</translation>
    </message>
    <message>
        <source>Write into the duty log</source>
        <translation>写值班日志</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>通话结果</translation>
    </message>
    <message>
        <source>What was said (may be left out)</source>
        <translation>通话内容（选填）</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>记入</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>{seat}: incidents open {open}, promises not kept yet {promised}</source>
        <translation>{seat}：未结事件{open}件，未兑现承诺{promised}项</translation>
    </message>
    <message>
        <source>Silenced: {what}</source>
        <translation>静音和搁置：{what}</translation>
    </message>
    <message>
        <source>Hand the shift over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Sign and hand over</source>
        <translation>签字交班</translation>
    </message>
    <message>
        <source>What the next one has to know (may be left out)</source>
        <translation>交代事项（选填）</translation>
    </message>
    <message>
        <source>What is open and promised is put down by the platform as it stands.</source>
        <translation>未结事件和承诺由平台如实记入。</translation>
    </message>
    <message>
        <source>{name} hands over since {time}</source>
        <translation>{name}于{time}交班</translation>
    </message>
    <message>
        <source>Promised: {what}</source>
        <translation>待兑现：{what}</translation>
    </message>
    <message>
        <source>Open:</source>
        <translation>未办结：</translation>
    </message>
    <message>
        <source>Take the shift over</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Sign and take over</source>
        <translation>签字接班</translation>
    </message>
    <message>
        <source>Remark (may be left out)</source>
        <translation>备注（选填）</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>{time} 到期</translation>
    </message>
    <message>
        <source>Something was promised by then</source>
        <translation>有承诺，须按期兑现</translation>
    </message>
    <message>
        <source>By</source>
        <translation>兑现时限</translation>
    </message>
    <message>
        <source>+30 min</source>
        <translation>30分钟后</translation>
    </message>
    <message>
        <source>+1 h</source>
        <translation>1小时后</translation>
    </message>
    <message>
        <source>+4 h</source>
        <translation>4小时后</translation>
    </message>
</context>
<context>
    <name>DutyLogModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>By</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超时{time}</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>{time}后</translation>
    </message>
</context>
<context>
    <name>DutyLogSheet</name>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Write…</source>
        <translation>写日志…</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>承诺已兑现</translation>
    </message>
    <message>
        <source>Hand the shift over…</source>
        <translation>交班…</translation>
    </message>
</context>
<context>
    <name>DutyLogTable</name>
    <message>
        <source>Nothing has been written in the last 24 hours</source>
        <translation>最近24小时暂无记录</translation>
    </message>
</context>
<context>
    <name>DutyRoom</name>
    <message>
        <source>Directory</source>
        <translation>通讯录</translation>
    </message>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Telephone about it</source>
        <translation>电话联系</translation>
    </message>
    <message>
        <source>Write into the duty log</source>
        <translation>写值班日志</translation>
    </message>
    <message>
        <source>Hand the shift over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Take the shift over</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Duty roster</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>No number is known</source>
        <translation>没有可拨的号码</translation>
    </message>
    <message>
        <source>This desk has no seat</source>
        <translation>本机未设席位</translation>
    </message>
    <message>
        <source>Nothing is handed over</source>
        <translation>暂无待接的班</translation>
    </message>
    <message>
        <source>The platform is away: the directory is that of {time}</source>
        <translation>平台连接已断开，以下为{time}的通讯录</translation>
    </message>
    <message>
        <source>{name} hands the shift over: {key} to read it and sign</source>
        <translation>{name} 交班：按 {key} 阅读并签字</translation>
    </message>
</context>
<context>
    <name>EvidenceModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>By</source>
        <translation>申请人</translation>
    </message>
</context>
<context>
    <name>EvidenceSheet</name>
    <message>
        <source>Evidence</source>
        <translation>取证</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Save files…</source>
        <translation>保存文件…</translation>
    </message>
</context>
<context>
    <name>EvidenceTable</name>
    <message>
        <source>No evidence was asked for in the last 24 hours</source>
        <translation>最近 24 小时没有取证申请</translation>
    </message>
</context>
<context>
    <name>Exchanging</name>
    <message>
        <source>Export with the reporter</source>
        <extracomment>More than a platform takes; what is larger is not even read.</extracomment>
        <translation>连同反映人导出</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>For what and to whom; it is written down</source>
        <translation>用途和接收单位（记入审计）</translation>
    </message>
    <message>
        <source>Choose an alert</source>
        <translation>选择预警文件</translation>
    </message>
    <message>
        <source>CAP alerts (*.xml *.cap)</source>
        <translation>CAP 预警 (*.xml *.cap)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation>保存为 {form}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}</source>
        <translation>无法读取 {file}：{why}</translation>
    </message>
    <message>
        <source>Nothing to do: {why}</source>
        <translation>无需处理：{why}</translation>
    </message>
    <message>
        <source>This alert is known already</source>
        <translation>该预警已收到过</translation>
    </message>
    <message>
        <source>The alert is an alarm now</source>
        <translation>预警已转为报警</translation>
    </message>
    <message>
        <source>The alert&apos;s alarms are closed</source>
        <translation>该预警的报警已关闭</translation>
    </message>
</context>
<context>
    <name>ExternalView</name>
    <message>
        <source>This conference is held in another room, which opens in the browser.</source>
        <translation>本会商在其他会议室进行，将在浏览器中打开。</translation>
    </message>
    <message>
        <source>Open the room in the browser</source>
        <translation>在浏览器中打开会议室</translation>
    </message>
    <message>
        <source>No browser could be started: type the address in one.</source>
        <translation>无法启动浏览器，请在浏览器中输入该地址。</translation>
    </message>
</context>
<context>
    <name>FateBar</name>
    <message>
        <source>All rows</source>
        <translation>全部行</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>In all</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By severity</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>By owner</source>
        <translation>按负责单位</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Closing rate</source>
        <translation>结案率</translation>
    </message>
    <message>
        <source>Closed ones; those declined, merged and void do not count</source>
        <translation>已结案的占比；不予受理、并案、作废的不计</translation>
    </message>
    <message>
        <source>On-time rate</source>
        <translation>按时结案率</translation>
    </message>
    <message>
        <source>Closed ones that missed no limit; those without limits do not count</source>
        <translation>已结案中没有超时的占比；没有时限的不计</translation>
    </message>
    <message>
        <source>Reworks</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>本班次</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
</context>
<context>
    <name>FiguresBoard</name>
    <message>
        <source>Period of the figures</source>
        <extracomment>Widths of the columns of numbers at usual text. How often the age of figures that cannot be had anew is said again.</extracomment>
        <translation>统计时段</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Print or export…</source>
        <translation>打印或导出…</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Nothing has been asked for yet</source>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>Reported {since} - {until}, within your area. Drills are left out.</source>
        <translation>{since} 至 {until} 上报，限您的辖区，不含演练。</translation>
    </message>
    <message>
        <source>{why}: these are the figures of {time} ({age} ago)</source>
        <translation>{why}：以下是 {time} 的数字（{age}前）</translation>
    </message>
</context>
<context>
    <name>FiguresPaper</name>
    <message>
        <source>Figures on incidents</source>
        <translation>事件统计</translation>
    </message>
    <message>
        <source>{period}: {since} - {until}. Drills are left out.</source>
        <translation>{period}：{since} 至 {until}，不含演练。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Share in %</source>
        <translation>占比（%）</translation>
    </message>
</context>
<context>
    <name>FiguresRoom</name>
    <message>
        <source>Figures</source>
        <extracomment>Figures that are no older than this, in seconds, are not asked for again when the sheet comes on view.</extracomment>
        <translation>统计</translation>
    </message>
    <message>
        <source>Figures of the shift, the day, the week</source>
        <translation>本班次、当日、近几天的统计</translation>
    </message>
    <message>
        <source>Ask for the figures anew</source>
        <translation>重新查询统计</translation>
    </message>
    <message>
        <source>Figures are not for your role</source>
        <translation>您的角色不能查看统计</translation>
    </message>
    <message>
        <source>The platform is away</source>
        <translation>平台不可用</translation>
    </message>
</context>
<context>
    <name>FiguresTile</name>
    <message>
        <source>No figures yet</source>
        <translation>暂无统计</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>文件名：</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>文件类型：</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>The disk is full. Nothing was written.</source>
        <translation>磁盘已满，未写入任何内容。</translation>
    </message>
    <message>
        <source>This folder may not be written to. Choose another one.</source>
        <translation>此文件夹不可写入，请另选文件夹。</translation>
    </message>
    <message>
        <source>There is no such folder. Choose another one.</source>
        <translation>文件夹不存在，请另选文件夹。</translation>
    </message>
    <message>
        <source>A folder has this name. Choose another name.</source>
        <translation>已有同名文件夹，请另取文件名。</translation>
    </message>
    <message>
        <source>The file cannot be written: {detail}</source>
        <translation>文件无法写入：{detail}</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter: {what}</source>
        <translation>筛选：{what}</translation>
    </message>
    <message>
        <source>Severity, street, kind, age; kept filters</source>
        <translation>等级、街道、类型、时长；已保存的筛选</translation>
    </message>
    <message>
        <source>&amp;Severity</source>
        <translation>等级(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;treet</source>
        <translation>街道(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Age</source>
        <translation>时长(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reported</source>
        <translation>上报时间(&amp;R)</translation>
    </message>
    <message>
        <source>Stat&amp;e</source>
        <translation>状态(&amp;E)</translation>
    </message>
    <message>
        <source>Take every filter a&amp;way</source>
        <translation>清除全部筛选(&amp;W)</translation>
    </message>
    <message>
        <source>Keep this &amp;filter…</source>
        <translation>保存当前筛选(&amp;F)…</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>FilterShelf</name>
    <message>
        <source>Your kept filters cannot be read ({why}); the file {path} stays as it is.</source>
        <translation>已保存的筛选无法读取（{why}），文件 {path} 未作改动。</translation>
    </message>
    <message>
        <source>No more than {n} filters can be kept.</source>
        <translation>最多保存{n}个筛选。</translation>
    </message>
    <message>
        <source>There is a filter {name} already.</source>
        <translation>已有名为“{name}”的筛选。</translation>
    </message>
    <message>
        <source>The filter could not be kept: {why}</source>
        <translation>筛选未能保存：{why}</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>older than {age}</source>
        <extracomment>Kinds of incident that are offered, the most frequent first.</extracomment>
        <translation>超过{age}</translation>
    </message>
    <message>
        <source>of the last {time}</source>
        <translation>近{time}</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n}小时</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n}天</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Report what the tile shows</source>
        <translation>上报画面所见</translation>
    </message>
    <message>
        <source>Choose a tile with a camera</source>
        <translation>请先点选有摄像机的画面</translation>
    </message>
    <message>
        <source>No picture could be kept: {why}</source>
        <translation>未能截图：{why}</translation>
    </message>
    <message>
        <source>The picture did not go along ({why}); it is kept: {path}</source>
        <translation>截图未能附上（{why}），已保存：{path}</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Cancel</source>
        <extracomment>Lines of what a form is about that always find room; more are as tall as they need.</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Missing: {field}</source>
        <translation>请填写：{field}</translation>
    </message>
    <message>
        <source>Write it, or press a number</source>
        <translation>请填写，或按数字键选用</translation>
    </message>
    <message>
        <source>Words are needed here</source>
        <translation>此处必须填写</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>回车 提交</translation>
    </message>
    <message>
        <source>Enter sends   Shift+Enter new line</source>
        <translation>回车 提交   Shift+回车 换行</translation>
    </message>
</context>
<context>
    <name>GuardedSaving</name>
    <message>
        <source>{name} was changed by {by}, {ago} ago</source>
        <extracomment>What is kept: by whom it was saved last, and when.</extracomment>
        <translation>{by}在{ago}前修改了{name}</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What is to become of mine</source>
        <translation>我的修改如何处理</translation>
    </message>
    <message>
        <source>Put mine in its place</source>
        <translation>用我的覆盖</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>GuestLinkDialog</name>
    <message>
        <source>Guest link</source>
        <translation>来宾链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Take the link back</source>
        <translation>撤回链接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Opens once, in one browser, until {until}, and shows this conference alone.</source>
        <translation>仅限一个浏览器打开一次，有效至 {until}，只能看到本次会商。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>The manual is not installed here: {path} cannot be read.</source>
        <extracomment>Where an installation keeps the manuals, below its data folder; pyproject.toml puts them there.</extracomment>
        <translation>本机未安装手册：无法读取 {path}。</translation>
    </message>
</context>
<context>
    <name>HelpActions</name>
    <message>
        <source>Help and text size</source>
        <translation>手册和字号</translation>
    </message>
    <message>
        <source>The manual, where it fits</source>
        <translation>打开手册相应章节</translation>
    </message>
    <message>
        <source>All keys on one sheet</source>
        <translation>按键表</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>恢复常用字号</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Search the manual   Ctrl+F</source>
        <translation>在手册中查找   Ctrl+F</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>Found ({n}×)   Enter: next</source>
        <translation>共{n}处   回车 下一处</translation>
    </message>
    <message>
        <source>Not in the manual</source>
        <translation>手册中没有</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Ask again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>The platform could not be asked: {why}</source>
        <translation>未能查询：{why}</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>{n} of {total} shown, asking for more…</source>
        <translation>已显示{n}件，共{total}件，正在继续查询…</translation>
    </message>
    <message>
        <source>{n} of {total} shown</source>
        <translation>已显示{n}件，共{total}件</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>Past incidents</source>
        <translation>历史事件</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>No incident of the past matches the filter; it is not searched by pinyin initials</source>
        <translation>没有符合条件的历史事件；历史事件不能用拼音查</translation>
    </message>
    <message>
        <source>No incident of the past matches the filter</source>
        <translation>没有符合条件的历史事件</translation>
    </message>
</context>
<context>
    <name>Hotspot</name>
    <message>
        <source>No hotspot any more</source>
        <translation>取消热点画面</translation>
    </message>
    <message>
        <source>Let the tile show what is clicked elsewhere</source>
        <translation>设为热点画面：跟随最近点选的摄像机</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Position in one column</source>
        <translation>经纬度（一列）</translation>
    </message>
    <message>
        <source>Grid code</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>Time of occurrence</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>反映人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>This workstation&apos;s time</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Beijing time (UTC+8)</source>
        <translation>北京时间（UTC+8）</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>世界时（UTC）</translation>
    </message>
    <message>
        <source>GCJ-02 (Amap, Tencent)</source>
        <translation>GCJ-02（高德、腾讯）</translation>
    </message>
    <message>
        <source>BD-09 (Baidu)</source>
        <translation>BD-09（百度）</translation>
    </message>
    <message>
        <source>WGS-84 or CGCS2000 (GPS)</source>
        <translation>WGS-84 或 CGCS2000（GPS）</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>可导入</translation>
    </message>
    <message>
        <source>With errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>Twice in the file</source>
        <translation>文件内重复</translation>
    </message>
    <message>
        <source>Imported before</source>
        <translation>已导入过</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Sent once, but nobody knows whether it arrived. Search for it first.</source>
        <translation>曾发送过，但无法确认是否送达，请先查询。</translation>
    </message>
    <message>
        <source>The same content stands in a row above.</source>
        <translation>与上方某行内容相同。</translation>
    </message>
    <message>
        <source>The file cannot be opened: {value}.</source>
        <translation>无法打开文件：{value}。</translation>
    </message>
    <message>
        <source>The file is larger than 20 MB: split it.</source>
        <translation>文件超过 20 MB，请拆分。</translation>
    </message>
    <message>
        <source>The file has more than 20,000 rows: split it.</source>
        <translation>文件超过 20000 行，请拆分。</translation>
    </message>
    <message>
        <source>This is an old Excel file, or an encrypted one: save it as .xlsx.</source>
        <translation>这是旧版或加密的 Excel 文件，请另存为 .xlsx。</translation>
    </message>
    <message>
        <source>This is no Excel workbook, or a damaged one.</source>
        <translation>不是 Excel 工作簿，或文件已损坏。</translation>
    </message>
    <message>
        <source>This is no table: neither CSV in UTF-8 or GB18030 nor XLSX.</source>
        <translation>不是表格：既不是 UTF-8 或 GB18030 的 CSV，也不是 XLSX。</translation>
    </message>
    <message>
        <source>A quotation mark is not closed before line {value}.</source>
        <translation>第{value}行之前有引号未闭合。</translation>
    </message>
    <message>
        <source>There is nothing in this file.</source>
        <translation>文件中没有内容。</translation>
    </message>
    <message>
        <source>Reading the file takes more time or memory than any honest table.</source>
        <translation>读取该文件所需的时间或内存超出正常表格。</translation>
    </message>
    <message>
        <source>{column} is missing.</source>
        <translation>缺少{column}。</translation>
    </message>
    <message>
        <source>{column}: no type of incident is called “{value}”.</source>
        <translation>{column}：没有名为“{value}”的事件类型。</translation>
    </message>
    <message>
        <source>{column}: “{value}” is none of 1 to 4 or red, orange, yellow, blue.</source>
        <translation>{column}：“{value}”不是1至4，也不是红、橙、黄、蓝。</translation>
    </message>
    <message>
        <source>{column} is too long: “{value}…”.</source>
        <translation>{column}过长：“{value}…”。</translation>
    </message>
    <message>
        <source>{column}: “{value}” is no number of degrees.</source>
        <translation>{column}：“{value}”不是度数。</translation>
    </message>
    <message>
        <source>{column}: {value} is no place.</source>
        <translation>{column}：{value}不是有效位置。</translation>
    </message>
    <message>
        <source>{column}: {value}: longitude and latitude seem to be swapped.</source>
        <translation>{column}：{value}，经度和纬度似乎颠倒了。</translation>
    </message>
    <message>
        <source>{column} is missing beside the other coordinate.</source>
        <translation>只有一个坐标，缺少{column}。</translation>
    </message>
    <message>
        <source>{column}: “{value}” is not longitude and latitude.</source>
        <translation>{column}：“{value}”不是经纬度。</translation>
    </message>
    <message>
        <source>{column}: there is no grid {value}.</source>
        <translation>{column}：没有网格 {value}。</translation>
    </message>
    <message>
        <source>{column}: a spreadsheet damaged this code ({value}): make it text.</source>
        <translation>{column}：编码被表格软件改坏（{value}），请改为文本格式。</translation>
    </message>
    <message>
        <source>{column}: “{value}” is no date and time.</source>
        <translation>{column}：“{value}”不是日期时间。</translation>
    </message>
    <message>
        <source>{column}: {value} lies in the future.</source>
        <translation>{column}：{value}晚于当前时间。</translation>
    </message>
    <message>
        <source>{column}: “{value}” is neither yes nor no.</source>
        <translation>{column}：“{value}”既不是“是”也不是“否”。</translation>
    </message>
    <message>
        <source>{column}: the spreadsheet itself has an error here ({value}).</source>
        <translation>{column}：表格本身在此处有错误（{value}）。</translation>
    </message>
</context>
<context>
    <name>ImportColumns</name>
    <message>
        <source>Import again what was imported before</source>
        <translation>已导入过的也再次导入</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Coordinates are in</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Times without a zone are in</source>
        <translation>未注明时区的时间为</translation>
    </message>
    <message>
        <source>(not in the file)</source>
        <translation>（文件中没有）</translation>
    </message>
    <message>
        <source>Column {n}</source>
        <translation>第{n}列</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import incidents</source>
        <extracomment>What is saved of an import that is over: rows that did not get through.</extracomment>
        <translation>导入事件</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Save an empty template…</source>
        <translation>保存空白模板…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>CSV (UTF-8 or GB18030; comma, semicolon or tab) or XLSX, 20,000 rows and 20 MB at most</source>
        <translation>CSV（UTF-8 或 GB18030；逗号、分号或制表符分隔）或 XLSX，最多 20000 行、20 MB</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Rows: {n}</source>
        <translation>{n}行</translation>
    </message>
    <message>
        <source>Rows that have their answer: {done} of {of}. The desk can be used meanwhile.</source>
        <translation>共{of}行，{done}行已得到答复，期间可继续使用席位。</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>不再等待</translation>
    </message>
    <message>
        <source>Import (rows: {n})   Ctrl+Enter</source>
        <translation>导入{n}行   Ctrl+回车</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Save rows to be mended ({n})…</source>
        <translation>保存待修改的{n}行…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.tsv *.xlsx *.xlsm)</source>
        <translation>表格 (*.csv *.txt *.tsv *.xlsx *.xlsm)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>incidents.csv</source>
        <translation>事件导入模板.csv</translation>
    </message>
    <message>
        <source>{name} - to be mended.csv</source>
        <translation>{name}-待修改.csv</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>ImportTableModel</name>
    <message>
        <source>Row</source>
        <extracomment>Row number, how it stands, what there is to say; the file&apos;s own fields follow. The bad ones are what one looks for.</extracomment>
        <translation>行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Error or answer</source>
        <translation>错误或答复</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Rows that were sent and have their answer: {done} of {of}.</source>
        <translation>共{of}行，已发送并得到答复{done}行。</translation>
    </message>
    <message>
        <source>{n} more go out when the platform can be reached.</source>
        <translation>另有{n}行将在平台恢复后发出。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>It cannot be noted on this workstation what is imported ({why}).</source>
        <translation>本工作站无法记录导入情况（{why}）。</translation>
    </message>
</context>
<context>
    <name>IncidentActions</name>
    <message>
        <source>Incident</source>
        <extracomment>Acts that other groups offer: they need more than a form. The buttons under an incident in each state, in their order; everything else is in the palette.
----------
What lies so near counts as the same place, in metres. As many as one incident can have; others are fetched anew.</extracomment>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>IncidentDetail</name>
    <message>
        <source>Show in full (with a reason)</source>
        <extracomment>Of the height, what the buttons may take at most. The incidents within so many metres of a position.</extracomment>
        <translation>显示全部（须写明理由）</translation>
    </message>
    <message>
        <source>May be the same</source>
        <translation>疑似同一事件</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>流转记录</translation>
    </message>
    <message>
        <source>Near it now</source>
        <translation>附近事件</translation>
    </message>
    <message>
        <source>At this place before</source>
        <translation>此处以往事件</translation>
    </message>
    <message>
        <source>This incident is no longer in view</source>
        <translation>该事件已不在当前视图中</translation>
    </message>
    <message>
        <source>Telephone about it</source>
        <translation>就此事打电话</translation>
    </message>
    <message>
        <source>Incidents are marked: {n}. Choose one to read it</source>
        <translation>已选中{n}件事件，选择其中一件查看</translation>
    </message>
    <message>
        <source>Choose an incident</source>
        <translation>请选择一起事件</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结案时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>open for {age}</source>
        <translation>已历时{age}</translation>
    </message>
    <message>
        <source>Reported by {name}  {phone}</source>
        <translation>反映人：{name}  {phone}</translation>
    </message>
</context>
<context>
    <name>IncidentForms</name>
    <message>
        <source>Words (may be left out)</source>
        <translation>说明（选填）</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Emergency: past the next level</source>
        <translation>紧急情况越级上报</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Answers for it</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Looked at again</source>
        <translation>复查时间</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>回访对象</translation>
    </message>
    <message>
        <source>Who was called; empty: checked on site</source>
        <translation>电话回访了谁；不填为现场核查</translation>
    </message>
    <message>
        <source>Answer due by</source>
        <translation>答复时限</translation>
    </message>
    <message>
        <source>Listed supervision</source>
        <translation>挂牌督办</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>督办单</translation>
    </message>
    <message>
        <source>Name or pinyin initials</source>
        <translation>名称或拼音首字母</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告类别</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>报送单位</translation>
    </message>
    <message>
        <source>Reported done by telephone by</source>
        <translation>电话告知办结的人</translation>
    </message>
    <message>
        <source>+2 h</source>
        <translation>2小时后</translation>
    </message>
    <message>
        <source>+1 day</source>
        <translation>1天后</translation>
    </message>
    <message>
        <source>Tomorrow 18:00</source>
        <translation>明天18:00</translation>
    </message>
    <message>
        <source>+7 days</source>
        <translation>7天后</translation>
    </message>
    <message>
        <source>All open tasks</source>
        <translation>全部未办结任务</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Settled: to be verified</source>
        <translation>已办结，转核查</translation>
    </message>
    <message>
        <source>To be handled now</source>
        <translation>具备条件，转处置</translation>
    </message>
    <message>
        <source>5 very satisfied</source>
        <translation>5 非常满意</translation>
    </message>
    <message>
        <source>4 satisfied</source>
        <translation>4 满意</translation>
    </message>
    <message>
        <source>3 fair</source>
        <translation>3 一般</translation>
    </message>
    <message>
        <source>2 not satisfied</source>
        <translation>2 不满意</translation>
    </message>
    <message>
        <source>1 not at all</source>
        <translation>1 非常不满意</translation>
    </message>
    <message>
        <source>First report</source>
        <translation>初报</translation>
    </message>
    <message>
        <source>Follow-up report</source>
        <translation>续报</translation>
    </message>
    <message>
        <source>Final report</source>
        <translation>终报</translation>
    </message>
    <message>
        <source>{name} leads and has not reported it done.</source>
        <translation>主办{name}尚未上报办结。</translation>
    </message>
    <message>
        <source>The call is written into the duty log.</source>
        <translation>该通话将记入值班日志。</translation>
    </message>
    <message>
        <source>The duty leader has to approve; until then nothing changes.</source>
        <translation>须经值班长审批，批准前维持原状态。</translation>
    </message>
    <message>
        <source>It is taken out of every figure.</source>
        <translation>作废后不计入任何统计。</translation>
    </message>
    <message>
        <source>A test</source>
        <translation>测试件</translation>
    </message>
    <message>
        <source>Entered by mistake</source>
        <translation>误录件</translation>
    </message>
    <message>
        <source>The caller is not satisfied</source>
        <translation>反映人不满意</translation>
    </message>
    <message>
        <source>It has come again</source>
        <translation>问题再次出现</translation>
    </message>
    <message>
        <source>Beyond our powers</source>
        <translation>超出本级职权</translation>
    </message>
    <message>
        <source>Within your powers</source>
        <translation>属你单位职权范围</translation>
    </message>
    <message>
        <source>Not our duty</source>
        <translation>不属本单位职责</translation>
    </message>
    <message>
        <source>Nobody free to go</source>
        <translation>暂无人员可派</translation>
    </message>
    <message>
        <source>Waiting for material</source>
        <translation>等待物资到位</translation>
    </message>
    <message>
        <source>Waiting for another department</source>
        <translation>等待其他部门配合</translation>
    </message>
</context>
<context>
    <name>IncidentLists</name>
    <message>
        <source>The platform is away</source>
        <translation>平台不可用</translation>
    </message>
    <message>
        <source>Keep this filter</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Rename this filter</source>
        <translation>重命名筛选</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kept for you at this workstation.</source>
        <translation>只在本工作站、对本人有效。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>IncidentRoom</name>
    <message>
        <source>Who reported it</source>
        <translation>反映人信息</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>无反映人信息</translation>
    </message>
    <message>
        <source>A form was open when the task link came: ask for another link</source>
        <translation>任务链接送达时有表单未关闭，请重新获取链接</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Why do you have to know? The answer is put on record.</source>
        <translation>查看理由（记录在案）</translation>
    </message>
    <message>
        <source>To call back about the matter</source>
        <translation>就此事回访</translation>
    </message>
    <message>
        <source>The place is not clear</source>
        <translation>地点不明，需核实</translation>
    </message>
    <message>
        <source>This platform serves this machine only: a telephone cannot reach it.</source>
        <translation>本平台仅供本机访问，手机无法打开此链接。</translation>
    </message>
</context>
<context>
    <name>IncidentTable</name>
    <message>
        <source>Incidents</source>
        <extracomment>Widths at the usual desk; the title takes what is left. Where text is large or the table narrow these go, the first first: the chosen incident tells them beside. What a title needs, in pixels at 100 %.</extracomment>
        <translation>事件列表</translation>
    </message>
    <message>
        <source>No incident matches the filter</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>No incident stands in this lane</source>
        <translation>本分栏暂无事件</translation>
    </message>
    <message>
        <source>No incidents</source>
        <translation>暂无事件</translation>
    </message>
</context>
<context>
    <name>IncidentTableModel</name>
    <message>
        <source>Clock</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Lv</source>
        <translation>级</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超{time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩{time}</translation>
    </message>
    <message>
        <source>Reported {age} ago</source>
        <translation>{age}前上报</translation>
    </message>
    <message>
        <source>{clock}: due {due}, limit {limit}</source>
        <translation>{clock}：{due}到期，时限{limit}</translation>
    </message>
    <message>
        <source>A drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Supervised, {number}: {demand}</source>
        <translation>督办 {number}：{demand}</translation>
    </message>
    <message>
        <source>Listed supervision, {number}: {demand}</source>
        <translation>挂牌督办 {number}：{demand}</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Urged, {n} in all</source>
        <translation>已催办{n}次</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
</context>
<context>
    <name>IntakeActions</name>
    <message>
        <source>In and out</source>
        <translation>导入与交换</translation>
    </message>
    <message>
        <source>Import incidents from a table</source>
        <translation>从表格导入事件</translation>
    </message>
    <message>
        <source>Read an alert in (CAP)</source>
        <translation>读入预警（CAP）</translation>
    </message>
    <message>
        <source>Save as CAP alert</source>
        <translation>保存为 CAP 预警</translation>
    </message>
    <message>
        <source>Save as EIDO</source>
        <translation>保存为 EIDO</translation>
    </message>
    <message>
        <source>Save as EIDO with the reporter</source>
        <translation>保存为 EIDO（含反映人）</translation>
    </message>
    <message>
        <source>Nobody is known who reported it</source>
        <translation>无反映人信息</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>All keys</source>
        <extracomment>A column&apos;s width and a row&apos;s height at 100 %, in pixels. Qt spells these out, in Chinese so long that their caps leave no room for the words.</extracomment>
        <translation>按键表</translation>
    </message>
    <message>
        <source>Single letters act while no text is being written   Esc closes</source>
        <translation>单个字母键在输入文字时不起作用   Esc 关闭</translation>
    </message>
</context>
<context>
    <name>LaneBar</name>
    <message>
        <source>Open</source>
        <extracomment>Width of the field, in pixels at 100 %, and where room is short. Time alone lets clocks run out. Lanes in which nothing should stand for long.</extracomment>
        <translation>未结</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>退回待改派</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>My approval</source>
        <translation>待我审批</translation>
    </message>
    <message>
        <source>Reported up</source>
        <translation>已上报</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Number, words, initials…</source>
        <translation>编号、文字、拼音首字母…</translation>
    </message>
    <message>
        <source>Number, words…</source>
        <translation>编号、文字…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Closed 24 h</source>
        <translation>24小时已结</translation>
    </message>
</context>
<context>
    <name>LayoutCanvas</name>
    <message>
        <source>Tile {n}</source>
        <translation>画面 {n}</translation>
    </message>
    <message>
        <source>for alarms</source>
        <translation>报警专用</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
</context>
<context>
    <name>LayoutDesk</name>
    <message>
        <source>Edit layout and tiles</source>
        <translation>编辑布局和画面</translation>
    </message>
    <message>
        <source>Edit a scene</source>
        <translation>编辑场景</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Somebody deleted this scene: saving makes a new one</source>
        <translation>此场景已被删除：保存将新建场景</translation>
    </message>
    <message>
        <source>{by} has changed this scene meanwhile</source>
        <translation>{by} 刚刚修改了此场景</translation>
    </message>
    <message>
        <source>Layout and tiles</source>
        <translation>布局和画面</translation>
    </message>
    <message>
        <source>“{name}” has contents: give the layout another name</source>
        <translation>“{name}”含有画面内容：请给布局另取名称</translation>
    </message>
    <message>
        <source>Saved as “{name}”</source>
        <translation>已保存为“{name}”</translation>
    </message>
    <message>
        <source>Saved as “{name}”, a layout without contents</source>
        <translation>已保存为“{name}”，仅布局，不含内容</translation>
    </message>
    <message>
        <source>Camera for tile {n}</source>
        <translation>画面 {n} 的摄像机</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>录像…</translation>
    </message>
</context>
<context>
    <name>LayoutEditor</name>
    <message>
        <source>Arrows: choose   Shift: several   Alt: exchange what tiles show   Ctrl: move the edge   Drag a camera from the list or the map onto a tile</source>
        <extracomment>What keys do wherever in the editor they are pressed.</extracomment>
        <translation>方向键：选择   Shift：多选   Alt：互换画面内容   Ctrl：移动边界   可从摄像机列表或地图把摄像机拖到画面上</translation>
    </message>
    <message>
        <source>No cells are empty: split a tile instead</source>
        <translation>没有空格：请拆分画面</translation>
    </message>
    <message>
        <source>It needs a name</source>
        <translation>请先填写名称</translation>
    </message>
    <message>
        <source>It has no tile</source>
        <translation>还没有画面</translation>
    </message>
    <message>
        <source>Tile {n}</source>
        <translation>画面 {n}</translation>
    </message>
    <message>
        <source>{n} tiles chosen</source>
        <translation>已选 {n} 个画面</translation>
    </message>
    <message>
        <source>No tile</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>Shows nothing</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>Undo   Ctrl+Z</source>
        <translation>撤销   Ctrl+Z</translation>
    </message>
    <message>
        <source>Redo   Ctrl+Y</source>
        <translation>重做   Ctrl+Y</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>To a file…</source>
        <translation>导出文件…</translation>
    </message>
    <message>
        <source>Preview   P</source>
        <translation>预监   P</translation>
    </message>
    <message>
        <source>To the wall   W</source>
        <translation>上墙   W</translation>
    </message>
    <message>
        <source>Save   Ctrl+S</source>
        <translation>保存   Ctrl+S</translation>
    </message>
</context>
<context>
    <name>LayoutFiles</name>
    <message>
        <source>Layout or scene from a file</source>
        <translation>从文件导入布局或场景</translation>
    </message>
    <message>
        <source>scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Scene into a file</source>
        <translation>场景导出为文件</translation>
    </message>
    <message>
        <source>Layout into a file</source>
        <translation>布局存为文件</translation>
    </message>
    <message>
        <source>The file cannot be read: {detail}</source>
        <translation>文件无法读取：{detail}</translation>
    </message>
    <message>
        <source>Cameras that are not known here were left out, of tiles {tiles}</source>
        <translation>以下画面的摄像机本平台没有，已略去：{tiles}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Layouts and scenes (*.json)</source>
        <translation>布局和场景 (*.json)</translation>
    </message>
</context>
<context>
    <name>LayoutPanel</name>
    <message>
        <source>Name</source>
        <extracomment>Into how many columns and rows a tile is split. Of names, as the platform takes them.</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Layout only</source>
        <translation>仅布局</translation>
    </message>
    <message>
        <source>Saved, written and put on the wall without contents: the wall&apos;s tiles keep what they show</source>
        <translation>保存、导出和上墙时都不带内容：大屏各画面保持原有内容</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>常用布局</translation>
    </message>
    <message>
        <source>Grid   G</source>
        <translation>网格   G</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Equal tiles</source>
        <translation>均分画面</translation>
    </message>
    <message>
        <source>Camera…   C</source>
        <translation>摄像机…   C</translation>
    </message>
    <message>
        <source>Other…   H</source>
        <translation>其他内容…   H</translation>
    </message>
    <message>
        <source>Empty   E</source>
        <translation>清空   E</translation>
    </message>
    <message>
        <source>Split   S</source>
        <translation>拆分   S</translation>
    </message>
    <message>
        <source>Merge   M</source>
        <translation>合并   M</translation>
    </message>
    <message>
        <source>For alarms   A</source>
        <translation>报警专用   A</translation>
    </message>
    <message>
        <source>Take away   Del</source>
        <translation>移除   Del</translation>
    </message>
    <message>
        <source>Add a tile   Ins</source>
        <translation>添加画面   Ins</translation>
    </message>
    <message>
        <source>Renumber   R</source>
        <translation>重新编号   R</translation>
    </message>
    <message>
        <source>Number the tiles from 1 as one reads</source>
        <translation>按从左到右、从上到下的顺序从 1 编号</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Edges of tiles snap to so many columns and rows</source>
        <translation>画面边缘对齐到这么多列和行</translation>
    </message>
</context>
<context>
    <name>LayoutWindow</name>
    <message>
        <source>This is not saved. Close once more to lose it.</source>
        <translation>尚未保存。再次关闭将放弃修改。</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>统计数字</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>preset {n}</source>
        <translation>预置位 {n}</translation>
    </message>
    <message>
        <source>main stream</source>
        <translation>主码流</translation>
    </message>
    <message>
        <source>Unknown camera {id}</source>
        <translation>未知摄像机 {id}</translation>
    </message>
    <message>
        <source>1+12, the large one in the middle</source>
        <translation>1+12，大画面居中</translation>
    </message>
    <message>
        <source>1+12, the large one in the corner</source>
        <translation>1+12，大画面在角上</translation>
    </message>
    <message>
        <source>The chosen tiles make no rectangle: tile {tile} stands in between</source>
        <translation>所选画面不构成矩形：中间隔着画面 {tile}</translation>
    </message>
    <message>
        <source>There is no room for that</source>
        <translation>没有空间了</translation>
    </message>
    <message>
        <source>The tile is too small for that: it cannot be divided so evenly</source>
        <translation>画面太小，无法这样均分</translation>
    </message>
    <message>
        <source>The edges of tile {tile} do not fall on {columns} x {rows} cells</source>
        <translation>画面 {tile} 的边不在 {columns} × {rows} 的格线上</translation>
    </message>
    <message>
        <source>There is no tile {tile}</source>
        <translation>没有画面 {tile}</translation>
    </message>
    <message>
        <source>There is no usual layout called {name}</source>
        <translation>没有名为 {name} 的常用布局</translation>
    </message>
    <message>
        <source>A wall of {columns} x {rows} parts has no part {part}</source>
        <translation>{columns} × {rows} 拼接的大屏没有第 {part} 部分</translation>
    </message>
    <message>
        <source>A layout has 1 to {most} columns and rows, not {columns} x {rows}</source>
        <translation>布局的行列数为 1 至 {most}，不能是 {columns} × {rows}</translation>
    </message>
    <message>
        <source>{tiles} tiles are too many or too few: a layout has up to {most}</source>
        <translation>不能有 {tiles} 个画面：一个布局最多 {most} 个</translation>
    </message>
    <message>
        <source>Tiles have numbers from 1 to {most}, not {tile}</source>
        <translation>画面编号为 1 至 {most}，不能是 {tile}</translation>
    </message>
    <message>
        <source>There are two tiles with the number {tile}</source>
        <translation>有两个画面编号都是 {tile}</translation>
    </message>
    <message>
        <source>Tile {tile} does not lie within the grid</source>
        <translation>画面 {tile} 超出了网格</translation>
    </message>
    <message>
        <source>Tiles {tile} and {other} overlap</source>
        <translation>画面 {tile} 与 {other} 重叠</translation>
    </message>
    <message>
        <source>This is not a file of a layout or a scene</source>
        <translation>这不是布局或场景文件</translation>
    </message>
    <message>
        <source>This is of a newer version ({version}); this program reads them up to {known}</source>
        <translation>文件版本较新（{version}），本程序最高支持 {known}</translation>
    </message>
    <message>
        <source>The file is larger than {most} kB</source>
        <translation>文件大于 {most} kB</translation>
    </message>
    <message>
        <source>Tile {tile} holds “{kind}”, which this program does not know</source>
        <translation>画面 {tile} 的内容“{kind}”本程序不认识</translation>
    </message>
    <message>
        <source>Tile {tile} names no camera</source>
        <translation>画面 {tile} 没有写明摄像机</translation>
    </message>
    <message>
        <source>“{field}” is missing or is something else than it should be</source>
        <translation>“{field}”缺失或不正确</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Task link</source>
        <translation>任务链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Opens once, on one device, until {until}. A link made before works no longer.</source>
        <translation>{until}前有效，只能在一部手机上打开一次；以前发出的链接不再有效。</translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>List of incidents</source>
        <translation>事件列表</translation>
    </message>
    <message>
        <source>History: what the platform remembers</source>
        <translation>历史事件</translation>
    </message>
    <message>
        <source>Filter by severity, street, kind, age</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Take every filter away</source>
        <translation>清除全部筛选</translation>
    </message>
    <message>
        <source>Keep this filter under a name</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Lane: {lane}</source>
        <translation>分栏：{lane}</translation>
    </message>
    <message>
        <source>Kept filter {number}</source>
        <translation>已保存的筛选{number}</translation>
    </message>
    <message>
        <source>Filter: {name}</source>
        <translation>筛选：{name}</translation>
    </message>
    <message>
        <source>Nothing is filtered by</source>
        <translation>当前没有筛选</translation>
    </message>
    <message>
        <source>No filter is kept under this number</source>
        <translation>此编号没有筛选</translation>
    </message>
</context>
<context>
    <name>ListTile</name>
    <message>
        <source>Nothing in this lane</source>
        <extracomment>Rows are no lower than this, in pixels: on a panel of 0.6 mm a pixel the letters are some 15 mm high. A tile that is narrower than so many heights of a row has lower rows, down to the least: a few large letters of each title would tell nobody anything. From this width on, in heights of a row, the place stands beside the title.</extracomment>
        <translation>此栏暂无事件</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
</context>
<context>
    <name>Listings</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件清单</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Seen at</source>
        <translation>最近定位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>通讯录</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Type code</source>
        <translation>类型编码</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Grid code</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结案时间</translation>
    </message>
    <message>
        <source>Lead unit</source>
        <translation>主办人员</translation>
    </message>
    <message>
        <source>Lead department</source>
        <translation>主办部门</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Past incidents</source>
        <translation>历史事件</translation>
    </message>
</context>
<context>
    <name>LocalKeys</name>
    <message>
        <source>In the table</source>
        <translation>列表中</translation>
    </message>
    <message>
        <source>To another incident</source>
        <translation>切换事件</translation>
    </message>
    <message>
        <source>On to the chosen incident</source>
        <translation>转到所选事件</translation>
    </message>
    <message>
        <source>While assigning</source>
        <translation>派单时</translation>
    </message>
    <message>
        <source>To another recipient</source>
        <translation>选择承办人</translation>
    </message>
    <message>
        <source>Mark several</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>Make one the lead</source>
        <translation>指定主办</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>While writing a result or reason</source>
        <translation>填写结果或理由时</translation>
    </message>
    <message>
        <source>Take a ready sentence</source>
        <translation>选用现成语句</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Leave without sending</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>While reporting an incident</source>
        <translation>新建事件时</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Among the commands</source>
        <translation>指令列表中</translation>
    </message>
    <message>
        <source>Seen: take it off the list</source>
        <translation>已阅，移出列表</translation>
    </message>
    <message>
        <source>Among the people of a conference</source>
        <translation>会商人员中</translation>
    </message>
    <message>
        <source>Ask who is proposed or found</source>
        <translation>邀请建议或查找到的人员</translation>
    </message>
    <message>
        <source>To another person</source>
        <translation>移到其他人员</translation>
    </message>
    <message>
        <source>Do the first act, the last</source>
        <translation>执行首个操作、末个操作</translation>
    </message>
    <message>
        <source>On the wall</source>
        <translation>大屏上</translation>
    </message>
    <message>
        <source>To another tile</source>
        <translation>切换画面</translation>
    </message>
    <message>
        <source>Enlarge a tile, or put it back</source>
        <translation>放大或还原画面</translation>
    </message>
    <message>
        <source>Put the enlarged tile back</source>
        <translation>还原画面</translation>
    </message>
    <message>
        <source>While turning a camera</source>
        <translation>操作云台时</translation>
    </message>
    <message>
        <source>Turn it</source>
        <translation>转动</translation>
    </message>
    <message>
        <source>Zoom in, zoom out</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Slower, faster</source>
        <translation>慢、快</translation>
    </message>
    <message>
        <source>Call a preset: 1 to 10</source>
        <translation>调用预置位 1 至 10</translation>
    </message>
    <message>
        <source>Let go of it</source>
        <translation>退出云台操作</translation>
    </message>
    <message>
        <source>In the manual</source>
        <translation>手册中</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Next place, the one before</source>
        <translation>下一处、上一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LockAlarms</name>
    <message>
        <source>{age} ago</source>
        <extracomment>15 mm at 96 dpi: the smallest letter that is read without effort from 3 m.</extracomment>
        <translation>{age}前</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>No open alarms</source>
        <translation>暂无未确认报警</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>另有{n}条</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked by {name}</source>
        <translation>{name} 已锁定席位</translation>
    </message>
    <message>
        <source>Sign in to go on where you were. Somebody else who signs in takes this desk over.</source>
        <translation>登录后接着原来的工作。他人登录即接管本席位。</translation>
    </message>
    <message>
        <source>Nobody is signed in at this desk</source>
        <translation>本席位无人登录</translation>
    </message>
    <message>
        <source>Sign in to work here. The wall goes on by itself.</source>
        <translation>登录后开始工作。大屏照常显示。</translation>
    </message>
    <message>
        <source>A form that {name} has not sent lies open: somebody else&apos;s sign-in discards it.</source>
        <translation>{name} 有一份未提交的表单：他人登录后将被丢弃。</translation>
    </message>
    <message>
        <source>Open alarms</source>
        <translation>未确认报警</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Looking closely</source>
        <extracomment>How far one press of the key goes back. Nearer to now than this a replay gives way to the live picture. Where a live picture is held when it is told to stand still. What works on a recording as well, which has its own hands. The speed that each replay goes on with when it no longer stands still.</extracomment>
        <translation>细看画面</translation>
    </message>
    <message>
        <source>Look back ten seconds</source>
        <translation>回看十秒</translation>
    </message>
    <message>
        <source>Ten seconds on</source>
        <translation>前进十秒</translation>
    </message>
    <message>
        <source>Hold the picture, or go on</source>
        <translation>定格或继续</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Further away</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>整个画面</translation>
    </message>
    <message>
        <source>Keep a still</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Figures of all streams</source>
        <translation>各路码流数据</translation>
    </message>
    <message>
        <source>Click on a tile first</source>
        <translation>请先点选一个画面</translation>
    </message>
    <message>
        <source>A recording stands on the tile</source>
        <translation>该画面正在播放录像</translation>
    </message>
    <message>
        <source>There is no camera on the tile</source>
        <translation>画面上没有摄像机</translation>
    </message>
    <message>
        <source>Nothing is kept of this picture yet</source>
        <translation>尚无可回看的画面</translation>
    </message>
    <message>
        <source>The picture is live</source>
        <translation>已是实时画面</translation>
    </message>
    <message>
        <source>It is the whole picture</source>
        <translation>已是整个画面</translation>
    </message>
    <message>
        <source>No still was kept: {why}</source>
        <translation>截图失败：{why}</translation>
    </message>
    <message>
        <source>Still kept: {path}</source>
        <extracomment>Offered the next time, to the same person: Enter takes it.</extracomment>
        <translation>截图已保存：{path}</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It bears your name, and the reason goes into the audit trail.</source>
        <translation>截图带有您的姓名水印，理由记入审计日志。</translation>
    </message>
    <message>
        <source>there is no picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>the video worker did not answer</source>
        <translation>视频进程没有应答</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>tasks: {n}</source>
        <translation>在办{n}件</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Show the whole district (0)</source>
        <translation>全区视图（0）</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>{n} without a position</source>
        <translation>{n}起无位置</translation>
    </message>
    <message>
        <source>No base map here: its file or server gives no picture</source>
        <translation>此处无底图：底图文件或服务未提供图像</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Camera offline</source>
        <translation>摄像机离线</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Position unknown: its grid is outlined</source>
        <translation>位置不明，已勾出所在网格</translation>
    </message>
    <message>
        <source>Position unknown: not on the map</source>
        <translation>位置不明，未在地图上显示</translation>
    </message>
    <message>
        <source>The map has stopped twice in a row. The rest of the desk goes on.</source>
        <extracomment>A moment before any clock&apos;s beginning. A renderer that dies twice within so many seconds is not started a third time by itself.</extracomment>
        <translation>地图连续两次异常停止，席位其他功能不受影响。</translation>
    </message>
    <message>
        <source>Load the map again</source>
        <translation>重新加载地图</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Drill: not counted anywhere</source>
        <translation>演练：不计入任何统计</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Reported up by {org}</source>
        <translation>由{org}上报</translation>
    </message>
    <message>
        <source>Copied to {org}</source>
        <translation>已抄告{org}</translation>
    </message>
    <message>
        <source>Merged into {number}</source>
        <translation>已并入{number}</translation>
    </message>
    <message>
        <source>Holds {number} as well</source>
        <translation>{number}已并入本件</translation>
    </message>
    <message>
        <source>Handled again ({n}×)</source>
        <translation>已重办{n}次</translation>
    </message>
    <message>
        <source>Red card</source>
        <translation>红牌</translation>
    </message>
    <message>
        <source>Yellow card</source>
        <translation>黄牌</translation>
    </message>
    <message>
        <source>Supervised, {number}: {demand}, answer due {due}</source>
        <translation>督办 {number}（{due}前答复）：{demand}</translation>
    </message>
    <message>
        <source>Listed supervision, {number}: {demand}, answer due {due}</source>
        <translation>挂牌督办 {number}（{due}前答复）：{demand}</translation>
    </message>
    <message>
        <source>{supervision}. Answered: {reply}</source>
        <translation>{supervision}&#x3000;已答复：{reply}</translation>
    </message>
    <message>
        <source>Urged ({n}×), last {time} by {name}</source>
        <translation>已催办{n}次，最近{time}，{name}</translation>
    </message>
    <message>
        <source>{name} asks for more time until {until}: {reason}</source>
        <translation>{name}申请延期至{until}：{reason}</translation>
    </message>
    <message>
        <source>{name} asks to suspend it until {until}: {reason}</source>
        <translation>{name}申请挂起至{until}：{reason}</translation>
    </message>
    <message>
        <source>{name} asks to put it on the ledger until {until}: {reason}</source>
        <translation>{name}申请挂账至{until}：{reason}</translation>
    </message>
    <message>
        <source>Suspended until {until}: {reason}</source>
        <translation>挂起至{until}：{reason}</translation>
    </message>
    <message>
        <source>On the ledger with {owner}, looked at again {until}: {reason}</source>
        <translation>挂账，责任人{owner}，{until}复查：{reason}</translation>
    </message>
</context>
<context>
    <name>MediaStrip</name>
    <message>
        <source>Not there</source>
        <translation>无图片</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>并案</translation>
    </message>
    <message>
        <source>Number, title, place…</source>
        <translation>编号、标题、地点…</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>本件</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>另一件</translation>
    </message>
    <message>
        <source>This one ends, the other goes on</source>
        <translation>本件并入另一件</translation>
    </message>
    <message>
        <source>The other ends, this one goes on</source>
        <translation>另一件并入本件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing alike is near. Type a number, a title or a place.</source>
        <translation>附近没有疑似同一事件，可输入编号、标题或地点查找。</translation>
    </message>
    <message>
        <source>Somebody was sent to both already: recall first</source>
        <translation>两件均已派单，请先撤回其中一件的任务</translation>
    </message>
    <message>
        <source>Enter merges   Ctrl+Z takes it back for 10 s   Esc leaves</source>
        <translation>回车 并案   10秒内 Ctrl+Z 撤销   Esc 取消</translation>
    </message>
    <message>
        <source>The one that goes on takes the higher severity: {severity}</source>
        <translation>保留的一件按较高等级继续：{severity}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
</context>
<context>
    <name>MissedPanel</name>
    <message>
        <source>Seen   Enter</source>
        <extracomment>Groups that are told one by one; the others are counted.</extracomment>
        <translation>已阅   回车</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>另有{n}组</translation>
    </message>
</context>
<context>
    <name>MuteSheet</name>
    <message>
        <source>Alarm sound on again</source>
        <translation>报警声音已恢复</translation>
    </message>
    <message>
        <source>Alarm sound muted for {n} min: {reason}</source>
        <translation>报警声音静音{n}分钟：{reason}</translation>
    </message>
</context>
<context>
    <name>NewIncidentDialog</name>
    <message>
        <source>New incident</source>
        <extracomment>What the desk calls itself as the source of a report. Largest picture that is shown, at 100 %, in pixels.</extracomment>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>Type: name, code or pinyin initials</source>
        <translation>类型：名称、编码或拼音首字母</translation>
    </message>
    <message>
        <source>This is a drill</source>
        <translation>演练事件</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The picture that goes along</source>
        <translation>随事件附上的截图</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>No type matches what was typed</source>
        <translation>没有符合输入的类型</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>{paper}: {name}</source>
        <translation>{paper}：{name}</translation>
    </message>
    <message>
        <source>Rows: {n}</source>
        <translation>{n}行</translation>
    </message>
    <message>
        <source>too many for paper: filter them first</source>
        <translation>行数过多，不宜打印，请先筛选</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>无内容</translation>
    </message>
</context>
<context>
    <name>OperatorActions</name>
    <message>
        <source>Not your role</source>
        <translation>无此权限</translation>
    </message>
    <message>
        <source>Not borrowed</source>
        <translation>大屏未被借用</translation>
    </message>
    <message>
        <source>No incident is chosen</source>
        <translation>未选择事件</translation>
    </message>
    <message>
        <source>No camera near</source>
        <translation>附近无摄像机</translation>
    </message>
    <message>
        <source>Now: {state}</source>
        <translation>当前{state}</translation>
    </message>
    <message>
        <source>In other hands</source>
        <translation>不在本单位</translation>
    </message>
    <message>
        <source>Not by who settled it</source>
        <translation>办理人不得核查</translation>
    </message>
    <message>
        <source>Nothing to sign</source>
        <translation>无待签收任务</translation>
    </message>
    <message>
        <source>Nobody on the way</source>
        <translation>无人在途</translation>
    </message>
    <message>
        <source>No task for that</source>
        <translation>无可办任务</translation>
    </message>
    <message>
        <source>No open task</source>
        <translation>无在办任务</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Nothing was asked</source>
        <translation>无待批申请</translation>
    </message>
    <message>
        <source>Nobody reported it up</source>
        <translation>非下级上报</translation>
    </message>
    <message>
        <source>Not supervised</source>
        <translation>未督办</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Former wall</source>
        <translation>恢复大屏</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>scene to the wall</source>
        <translation>场景上墙</translation>
    </message>
    <message>
        <source>layout to the wall</source>
        <translation>布局上墙</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>{n} tiles</source>
        <translation>{n} 个画面</translation>
    </message>
    <message>
        <source>layout only</source>
        <translation>仅布局</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>通讯录</translation>
    </message>
    <message>
        <source>on duty until {time}</source>
        <translation>值班至{time}</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Find or do: name, number, pinyin initials, or a line</source>
        <extracomment>In pixels at 100 %. What changed on the feed is taken in so often, so that the list does not flicker under a busy district. Why what was chosen is impossible; it stands until something else is typed or gone to.</extracomment>
        <translation>查找或执行：名称、编号、拼音首字母或指令行</translation>
    </message>
    <message>
        <source>↑ ↓ choose   Enter does it   Ctrl+Enter puts a camera on the wall   Tab completes   Esc</source>
        <translation>↑ ↓ 选择   回车 执行   Ctrl+回车 摄像机上墙   Tab 补全   Esc 退出</translation>
    </message>
    <message>
        <source>Begin a line</source>
        <translation>开始指令行</translation>
    </message>
    <message>
        <source>Nothing matches “{typed}”</source>
        <translation>没有与“{typed}”相符的结果</translation>
    </message>
    <message>
        <source>Lines: a letter, an incident&apos;s number, and what it needs</source>
        <translation>指令行：字母、事件编号、所需内容</translation>
    </message>
    <message>
        <source>Chosen last</source>
        <translation>最近选用</translation>
    </message>
    <message>
        <source>{title}   {n} in all</source>
        <extracomment>The name may take so much of a row when there are other parts behind it.</extracomment>
        <translation>{title}   共{n}项</translation>
    </message>
    <message>
        <source>In the history</source>
        <extracomment>After so long a question that failed is asked again, if somebody still wants to know. As many as are asked for: newer ones with a longer number may stand before the one that is meant. A number, or letters and digits with signs between them as in a serial number. The last part of a serial number and the sign before it. What is found here stands behind what the picture has, if that matches as well.</extracomment>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Searching the history…</source>
        <translation>正在查询历史记录…</translation>
    </message>
    <message>
        <source>Not found in the history</source>
        <translation>历史记录中未找到</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>The platform refuses it: {why}</source>
        <extracomment>The platform notes it within so many seconds, or is taken for away. It did not say no: it said nothing.</extracomment>
        <translation>平台拒绝：{why}</translation>
    </message>
    <message>
        <source>The platform is away, and people&apos;s data leave the desk only when it has noted why.</source>
        <translation>平台未连接，含个人信息的内容须由平台登记事由后方可导出。</translation>
    </message>
    <message>
        <source>Demonstration data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Personal data masked</source>
        <translation>个人信息已脱敏</translation>
    </message>
    <message>
        <source>Printed by {who}, {at}</source>
        <extracomment>Bands set between two steps: some milliseconds of work. What share of all the work setting is, drawing being the rest. A band higher than this share of a page is cut rather than moved to the next one.</extracomment>
        <translation>打印人：{who}&#x3000;{at}</translation>
    </message>
    <message>
        <source>Page {n} of {m}</source>
        <translation>第{n}页 共{m}页</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
</context>
<context>
    <name>PaperActions</name>
    <message>
        <source>Print and export</source>
        <translation>打印与导出</translation>
    </message>
    <message>
        <source>Print...</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print a task slip</source>
        <translation>打印任务单</translation>
    </message>
    <message>
        <source>Print the incident&apos;s record</source>
        <translation>打印事件全程记录</translation>
    </message>
    <message>
        <source>Print a supervision document</source>
        <translation>打印督办单</translation>
    </message>
    <message>
        <source>Print the incident table as filtered</source>
        <translation>打印当前筛选的事件清单</translation>
    </message>
    <message>
        <source>Print the duty log</source>
        <translation>打印值班日志</translation>
    </message>
    <message>
        <source>Print a shift handover</source>
        <translation>打印交接班单</translation>
    </message>
    <message>
        <source>Export the incident table as filtered</source>
        <translation>导出当前筛选的事件清单</translation>
    </message>
    <message>
        <source>Export the units as filtered</source>
        <translation>导出当前筛选的处置力量</translation>
    </message>
    <message>
        <source>Export the directory</source>
        <translation>导出通讯录</translation>
    </message>
    <message>
        <source>Export the duty log</source>
        <translation>导出值班日志</translation>
    </message>
    <message>
        <source>Print the figures</source>
        <translation>打印统计</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出统计</translation>
    </message>
    <message>
        <source>Give up what is being written or printed</source>
        <translation>取消正在进行的导出或打印</translation>
    </message>
    <message>
        <source>Nothing is being written</source>
        <translation>没有正在进行的导出</translation>
    </message>
    <message>
        <source>Nobody is assigned</source>
        <translation>尚未派单</translation>
    </message>
    <message>
        <source>It is not supervised</source>
        <translation>未督办</translation>
    </message>
    <message>
        <source>The directory is empty</source>
        <translation>通讯录为空</translation>
    </message>
    <message>
        <source>No shift was handed over yet</source>
        <translation>尚无交接班记录</translation>
    </message>
    <message>
        <source>No figures were asked for yet</source>
        <translation>尚未查询统计</translation>
    </message>
</context>
<context>
    <name>PaperButton</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Print and export</source>
        <extracomment>One key is no reason.</extracomment>
        <translation>打印与导出</translation>
    </message>
    <message>
        <source>Folder...</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>People&apos;s data unmasked: names, telephone numbers</source>
        <translation>显示完整个人信息（姓名、电话）</translation>
    </message>
    <message>
        <source>What it is needed for; it is put on record</source>
        <translation>用途说明，将登记备查</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>As</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Spreadsheet (XLSX)</source>
        <translation>电子表格（XLSX）</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF 文件</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Missing: the file</source>
        <translation>请填写文件名</translation>
    </message>
    <message>
        <source>Missing: the reason</source>
        <translation>请填写事由</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Print...</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>A file of this name is there: it will be replaced</source>
        <translation>已有同名文件，将被替换</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
</context>
<context>
    <name>PaperOffice</name>
    <message>
        <source>The platform does not tell what is in it: {why}</source>
        <extracomment>Rows of a spreadsheet between two words on how far it is.</extracomment>
        <translation>平台未提供内容：{why}</translation>
    </message>
    <message>
        <source>The printer does not take it.</source>
        <translation>打印机无法打印。</translation>
    </message>
    <message>
        <source>About this table</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The platform does not say who reported it: {why}</source>
        <translation>平台未提供反映人信息：{why}</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表名</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Exported by</source>
        <translation>导出人</translation>
    </message>
    <message>
        <source>Exported at</source>
        <translation>导出时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Given up: nothing was written.</source>
        <extracomment>How often the strip tells how far such a list is, as a share of it.</extracomment>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Writing {name}: {n} %</source>
        <translation>正在写入{name}：{n}%</translation>
    </message>
    <message>
        <source>Given up: what was printed so far is not whole.</source>
        <translation>已取消，已打印部分不完整。</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Recipient</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>协办</translation>
    </message>
    <message>
        <source>Demands</source>
        <translation>派遣要求</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Signed for by</source>
        <translation>签收人</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>处置结果</translation>
    </message>
    <message>
        <source>Recipient signs</source>
        <translation>承办人签字</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>For the recipient to fill in</source>
        <translation>以下由承办人填写</translation>
    </message>
    <message>
        <source>Task slip</source>
        <extracomment>The last handovers of shifts that can be printed. A shift that nobody handed over is taken to be no longer than this, in seconds.</extracomment>
        <translation>任务单</translation>
    </message>
    <message>
        <source>Supervision document</source>
        <translation>督办单</translation>
    </message>
    <message>
        <source>Listed supervision document</source>
        <translation>挂牌督办单</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>签发时间</translation>
    </message>
    <message>
        <source>To</source>
        <translation>主送</translation>
    </message>
    <message>
        <source>Answer due by</source>
        <translation>答复时限</translation>
    </message>
    <message>
        <source>Demand</source>
        <translation>督办要求</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answering unit signs</source>
        <translation>答复单位签字</translation>
    </message>
    <message>
        <source>Issuer signs</source>
        <translation>签发人签字</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结案时间</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Reports on a major incident</source>
        <translation>信息报送</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>流转记录</translation>
    </message>
    <message>
        <source>Incident record</source>
        <translation>事件全程记录</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>反映人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Demands, result</source>
        <translation>要求及结果</translation>
    </message>
    <message>
        <source>Nobody was assigned</source>
        <translation>未派单</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Overdue since</source>
        <translation>超时起</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>By</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>{name} (lead)</source>
        <translation>{name}（主办）</translation>
    </message>
    <message>
        <source>{name} (supports)</source>
        <translation>{name}（协办）</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>派单时间</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>签收时间</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>This workstation has no usable keyring: sign-ins last until the console ends.</source>
        <extracomment>A desk is uncovered after so many seconds although the feed has not followed yet: the password was right.</extracomment>
        <translation>本机没有可用的密钥环：登录只保持到程序退出。</translation>
    </message>
    <message>
        <source>No password was typed at this desk, so it is not locked: sign in first.</source>
        <translation>本席位尚未用密码登录，不能锁定：请先登录。</translation>
    </message>
    <message>
        <source>What {name} gave and was not sent yet stays here until that person signs in again.</source>
        <translation>{name} 尚未发出的指令留在本机，待其再次登录后发送。</translation>
    </message>
    <message>
        <source>Change person</source>
        <translation>换人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The platform does not answer, and unlocking needs it. Try again when it is back.</source>
        <translation>平台没有应答，解锁需要平台。请在平台恢复后重试。</translation>
    </message>
    <message>
        <source>{name} is not a device account, so it was not kept on this workstation.</source>
        <translation>{name} 不是设备账号，未保存在本机。</translation>
    </message>
</context>
<context>
    <name>PeopleSheet</name>
    <message>
        <source>Ask somebody else: name or initials</source>
        <translation>邀请其他人：姓名或拼音首字母</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{caption}: {text}</source>
        <translation>{caption}：{text}</translation>
    </message>
    <message>
        <source>{text} ({remark})</source>
        <translation>{text}（{remark}）</translation>
    </message>
</context>
<context>
    <name>PickDialog</name>
    <message>
        <source>Name or pinyin initials</source>
        <translation>名称或拼音首字母</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing is called so</source>
        <translation>没有这样的名称</translation>
    </message>
</context>
<context>
    <name>PlaybackWindow</name>
    <message>
        <source>Recording: {camera}</source>
        <extracomment>How many times as fast a recording can be shown. As they are, and as a Chinese input method writes them.</extracomment>
        <translation>录像：{camera}</translation>
    </message>
    <message>
        <source>Nothing is recorded here</source>
        <translation>此处没有录像</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>10 s back</source>
        <translation>后退 10 秒</translation>
    </message>
    <message>
        <source>Picture back</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Picture on</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>10 s on</source>
        <translation>前进 10 秒</translation>
    </message>
    <message>
        <source>Mark from here</source>
        <translation>标记起点</translation>
    </message>
    <message>
        <source>to here</source>
        <translation>标记终点</translation>
    </message>
    <message>
        <source>Export evidence…</source>
        <translation>取证…</translation>
    </message>
    <message>
        <source>Show on the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>返回实时</translation>
    </message>
    <message>
        <source>Key ; – and : for its text</source>
        <translation>按 ; 加书签，按 : 写说明</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>{times}×</source>
        <translation>{times}×</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>倍速</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>No presets yet</source>
        <translation>还没有预置位</translation>
    </message>
    <message>
        <source>Store this view…</source>
        <translation>存为预置位…</translation>
    </message>
    <message>
        <source>Forget a preset…</source>
        <translation>删除预置位…</translation>
    </message>
</context>
<context>
    <name>PreviewRecordings</name>
    <message>
        <source>Recording of {camera}, {since} – {until}.</source>
        <translation>{camera} 录像，{since} – {until}。</translation>
    </message>
    <message>
        <source>It plays here when a reason is given.</source>
        <translation>说明理由后在此播放。</translation>
    </message>
</context>
<context>
    <name>PreviewSheet</name>
    <message>
        <source>Scene…</source>
        <translation>场景…</translation>
    </message>
    <message>
        <source>Tour&apos;s next</source>
        <translation>轮巡下一步</translation>
    </message>
    <message>
        <source>Recordings: give a reason…</source>
        <translation>录像：说明理由…</translation>
    </message>
    <message>
        <source>On air   Ctrl+Shift+W</source>
        <translation>切到大屏   Ctrl+Shift+W</translation>
    </message>
</context>
<context>
    <name>Ptz</name>
    <message>
        <source>Turning cameras</source>
        <translation>云台</translation>
    </message>
    <message>
        <source>Turn the tile&apos;s camera</source>
        <translation>操作该画面的云台</translation>
    </message>
    <message>
        <source>Presets of the tile&apos;s camera</source>
        <translation>该画面的预置位</translation>
    </message>
    <message>
        <source>Store the view as a preset</source>
        <translation>把当前画面存为预置位</translation>
    </message>
    <message>
        <source>Forget a preset</source>
        <translation>删除预置位</translation>
    </message>
    <message>
        <source>Click on a tile first</source>
        <translation>请先点选一个画面</translation>
    </message>
    <message>
        <source>There is no camera on the tile</source>
        <translation>该画面没有摄像机</translation>
    </message>
    <message>
        <source>This camera cannot be turned</source>
        <translation>该摄像机没有云台</translation>
    </message>
    <message>
        <source>It has no presets</source>
        <translation>没有预置位</translation>
    </message>
</context>
<context>
    <name>PtzForms</name>
    <message>
        <source>{number}  new</source>
        <translation>{number}  新建</translation>
    </message>
    <message>
        <source>{number}  instead of {name}</source>
        <translation>{number}  替换 {name}</translation>
    </message>
    <message>
        <source>Store the view as a preset</source>
        <translation>把当前画面存为预置位</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Forget a preset</source>
        <translation>删除预置位</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预置位</translation>
    </message>
</context>
<context>
    <name>PtzSigns</name>
    <message>
        <source>PTZ, speed {speed} of {most}</source>
        <translation>云台 速度 {speed}/{most}</translation>
    </message>
    <message>
        <source>PTZ by itself</source>
        <translation>云台 自动</translation>
    </message>
    <message>
        <source>PTZ {who}</source>
        <translation>云台 {who}</translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Hold, or go on</source>
        <extracomment>Below this width the buttons give way to the line of time, but for the first, below the next to the line alone. From this width on the line says when it begins and ends.</extracomment>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Ten seconds back</source>
        <translation>后退十秒</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>从头播放</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <source>{n} min ago</source>
        <extracomment>How far back the form lets one go; the platform says what is kept.</extracomment>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Recording for tile {n}</source>
        <translation>画面 {n} 的录像</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>放入画面</translation>
    </message>
    <message>
        <source>The reason is asked for when it goes to a wall.</source>
        <translation>上墙时会询问调阅事由。</translation>
    </message>
    <message>
        <source>Look back at a recording</source>
        <translation>调阅录像</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>调阅</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Recordings on the wall</source>
        <translation>录像上墙</translation>
    </message>
    <message>
        <source>To the wall</source>
        <extracomment>What is done when the last of these commands has been carried out, by their keys.</extracomment>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Recordings in the preview</source>
        <translation>预监录像</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>To clear up a reported incident</source>
        <translation>核查上报事件</translation>
    </message>
    <message>
        <source>To check an alarm</source>
        <translation>核查告警</translation>
    </message>
    <message>
        <source>To find a missing person, on request of the police</source>
        <translation>应公安机关要求查找走失人员</translation>
    </message>
    <message>
        <source>The reason is written into the audit trail.</source>
        <translation>事由将记入审计日志。</translation>
    </message>
    <message>
        <source>Clip of {n} s</source>
        <translation>{n} 秒片段</translation>
    </message>
    <message>
        <source>Still of its beginning</source>
        <translation>起始时刻截图</translation>
    </message>
    <message>
        <source>A duty leader has to approve it before its files can be fetched.</source>
        <translation>须经值班长审批后方可下载。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>the last {n} s are kept</source>
        <translation>现存最近 {n} 秒</translation>
    </message>
    <message>
        <source>You have not looked at its pictures: this releases them.</source>
        <translation>您尚未查看该影像；批准即放行。</translation>
    </message>
    <message>
        <source>It releases the pictures, and is noted in the audit trail.</source>
        <translation>批准即放行该影像，并记入审计日志。</translation>
    </message>
    <message>
        <source>The reason does not carry it</source>
        <translation>理由不充分</translation>
    </message>
    <message>
        <source>The case number is not right</source>
        <translation>案件编号有误</translation>
    </message>
    <message>
        <source>It shows more than is needed: ask for a shorter part</source>
        <translation>超出所需范围，请缩短时段重新申请</translation>
    </message>
    <message>
        <source>The pictures are deleted, and who asked reads the reason.</source>
        <translation>影像将被删除，申请人可看到驳回理由。</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>申请审批</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>案（事）件编号</translation>
    </message>
    <message>
        <source>any duty leader</source>
        <translation>任一值班长</translation>
    </message>
    <message>
        <source>Approval by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>{name} (signed in)</source>
        <translation>{name}（已登录）</translation>
    </message>
    <message>
        <source>Export the last minute</source>
        <translation>取证：最近一分钟</translation>
    </message>
    <message>
        <source>Export evidence</source>
        <translation>取证导出</translation>
    </message>
    <message>
        <source>It is signed and noted in the audit trail.</source>
        <translation>将签名并记入审计日志。</translation>
    </message>
    <message>
        <source>Save evidence files</source>
        <translation>保存取证文件</translation>
    </message>
    <message>
        <source>Pictures, manifest, signature and the key to check them with</source>
        <translation>画面、清单、签名及验签公钥</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>取证</translation>
    </message>
    <message>
        <source>with a marked copy for looking at</source>
        <translation>附带水印查看副本</translation>
    </message>
    <message>
        <source>That they are fetched is noted in the audit trail.</source>
        <translation>下载将记入审计日志。</translation>
    </message>
    <message>
        <source>Approve it</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Refuse it</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Remark (may be left out)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Recordings and evidence</source>
        <extracomment>A reason that cannot be given within so long is not given: nobody waits longer for a picture, in seconds. What is played from a bookmark begins so much earlier, so that one can go back a little, in seconds.</extracomment>
        <translation>录像与取证</translation>
    </message>
    <message>
        <source>Export the last minute as evidence</source>
        <translation>将最近一分钟取证</translation>
    </message>
    <message>
        <source>Evidence: requests and exports</source>
        <translation>取证：申请与导出</translation>
    </message>
    <message>
        <source>Look at a request for evidence</source>
        <translation>查看取证申请</translation>
    </message>
    <message>
        <source>Approve an export of evidence</source>
        <translation>批准取证导出</translation>
    </message>
    <message>
        <source>Refuse an export of evidence</source>
        <translation>驳回取证导出</translation>
    </message>
    <message>
        <source>No export of yours is ready</source>
        <translation>没有您可下载的取证</translation>
    </message>
    <message>
        <source>The last {n} s have been handed in</source>
        <translation>已提交最近 {n} 秒</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <extracomment>By the key of the command: the moment, in words.</extracomment>
        <translation>为此刻加书签</translation>
    </message>
    <message>
        <source>Write at the last bookmark</source>
        <translation>为最近的书签写说明</translation>
    </message>
    <message>
        <source>Play from a bookmark</source>
        <translation>从书签回放</translation>
    </message>
    <message>
        <source>Delete a bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>There is no bookmark</source>
        <translation>没有书签</translation>
    </message>
    <message>
        <source>No bookmark is yours</source>
        <translation>您没有书签</translation>
    </message>
    <message>
        <source>No picture is seen on the tile</source>
        <translation>画面上没有图像</translation>
    </message>
    <message>
        <source>Your roles do not include it</source>
        <translation>您的角色无此权限</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Belongs to {incident}</source>
        <translation>属于“{incident}”</translation>
    </message>
    <message>
        <source>Write at the bookmark</source>
        <translation>写书签说明</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Bookmark {moment}   (: for a text)</source>
        <translation>书签 {moment}   （按 : 写说明）</translation>
    </message>
    <message>
        <source>Open the recording first</source>
        <translation>请先打开录像</translation>
    </message>
    <message>
        <source>Evidence</source>
        <extracomment>The state that each export was last seen in; of those nobody has seen change, nothing is told.</extracomment>
        <translation>取证</translation>
    </message>
    <message>
        <source>No export waits for approval</source>
        <translation>没有待审批的取证</translation>
    </message>
    <message>
        <source>Its files are not yours to fetch, or not ready</source>
        <translation>文件尚未就绪，或您无权获取</translation>
    </message>
    <message>
        <source>No export is chosen</source>
        <translation>未选择取证导出</translation>
    </message>
    <message>
        <source>You asked for it yourself</source>
        <translation>这是您自己的申请</translation>
    </message>
    <message>
        <source>It does not wait for approval</source>
        <translation>它不在待审批状态</translation>
    </message>
    <message>
        <source>{name} asks for evidence of {camera}: {reason}</source>
        <translation>{name} 申请取证 {camera}：{reason}</translation>
    </message>
    <message>
        <source>Evidence {about} is ready to be saved</source>
        <translation>取证 {about} 已就绪，可保存</translation>
    </message>
    <message>
        <source>{name} has refused the evidence {about}: {reason}</source>
        <translation>{name} 驳回了取证 {about}：{reason}</translation>
    </message>
    <message>
        <source>There is no evidence {about}: {why}</source>
        <translation>取证 {about} 未成功：{why}</translation>
    </message>
    <message>
        <source>Click on a tile with a camera first</source>
        <translation>请先点选有摄像机的画面</translation>
    </message>
    <message>
        <source>nothing is kept of this picture</source>
        <translation>该画面没有缓存</translation>
    </message>
    <message>
        <source>The last minute was not handed in: {why}</source>
        <translation>最近一分钟未能提交：{why}</translation>
    </message>
    <message>
        <source>Show the recording on the wall</source>
        <translation>录像上墙</translation>
    </message>
    <message>
        <source>A moment: asking the platform</source>
        <translation>请稍候：正在询问平台</translation>
    </message>
    <message>
        <source>No look back: {why}</source>
        <translation>无法调阅：{why}</translation>
    </message>
    <message>
        <source>{camera}: nothing is recorded of that time</source>
        <translation>{camera}：该时段没有录像</translation>
    </message>
    <message>
        <source>Nothing was saved: {why}</source>
        <translation>未保存：{why}</translation>
    </message>
    <message>
        <source>Evidence saved: {path}</source>
        <translation>取证文件已保存：{path}</translation>
    </message>
    <message>
        <source>No copy to look at: {why}</source>
        <extracomment>A copy that has not been made by then will not be, in seconds: an hour of pictures takes a few minutes. A clip that has ended begins anew when the stream is opened again.</extracomment>
        <translation>无法查看副本：{why}</translation>
    </message>
    <message>
        <source>No reason was given for it: put it on the wall by hand</source>
        <extracomment>Where the picture is held when it is told to stand still. Nearer to its end than this it has come there, in seconds; one that stands still earlier: no more pictures than these come behind the one that is held. Who gets no further than this since the last break has come to the end of what is recorded, in seconds.</extracomment>
        <translation>未填写调阅事由：请由人员上墙</translation>
    </message>
    <message>
        <source>Its reason does not hold any more: put it on the wall again</source>
        <translation>调阅事由已失效：请重新上墙</translation>
    </message>
    <message>
        <source>Nothing of this time is kept in the recordings</source>
        <translation>录像中没有保存这段时间的画面</translation>
    </message>
    <message>
        <source>Recording {moment}</source>
        <translation>录像 {moment}</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>The platform could not read the request</source>
        <translation>平台无法读取该请求</translation>
    </message>
    <message>
        <source>This platform does not know that</source>
        <translation>该平台不支持此操作</translation>
    </message>
    <message>
        <source>It is not said what it is about</source>
        <translation>未指明操作对象</translation>
    </message>
    <message>
        <source>Sent twice and different: give it anew</source>
        <translation>重复发送且内容不一致：请重新操作</translation>
    </message>
    <message>
        <source>Older than a day: give it anew</source>
        <translation>已超过一天：请重新操作</translation>
    </message>
    <message>
        <source>Not sent in time: telephone now</source>
        <translation>未能及时发出，请立即电话通知</translation>
    </message>
    <message>
        <source>Your role does not allow this</source>
        <translation>当前角色无此权限</translation>
    </message>
    <message>
        <source>It is not in your area, or no longer exists</source>
        <translation>不在您的辖区，或已不存在</translation>
    </message>
    <message>
        <source>It no longer exists</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>Somebody changed it first</source>
        <translation>已被他人先行变更</translation>
    </message>
    <message>
        <source>Too many requests, trying again</source>
        <translation>请求过多，正在重试</translation>
    </message>
    <message>
        <source>There is no room for more in it</source>
        <translation>已满，不能再添加</translation>
    </message>
    <message>
        <source>The platform failed over it, trying again</source>
        <translation>平台处理出错，正在重试</translation>
    </message>
    <message>
        <source>The platform is stopping, trying again</source>
        <translation>平台正在停止，正在重试</translation>
    </message>
    <message>
        <source>The platform cannot write to its disk, trying again</source>
        <translation>平台无法写入磁盘，正在重试</translation>
    </message>
    <message>
        <source>Somebody else has signed on meanwhile</source>
        <translation>期间已由他人登录</translation>
    </message>
    <message>
        <source>The time in it cannot be read</source>
        <translation>其中的时间无法识别</translation>
    </message>
    <message>
        <source>{until} has passed already</source>
        <translation>{until}已过</translation>
    </message>
    <message>
        <source>{until} lies ahead: it cannot have happened then</source>
        <translation>{until}尚未到，不可能已发生</translation>
    </message>
    <message>
        <source>People&apos;s data are in it: give a reason</source>
        <translation>含个人信息：请填写理由</translation>
    </message>
    <message>
        <source>Not possible any more. Now: {state}</source>
        <translation>已不能这样操作。当前状态：{state}</translation>
    </message>
    <message>
        <source>It is in other hands</source>
        <translation>已由他人处理</translation>
    </message>
    <message>
        <source>Somebody else verifies it: you settled it</source>
        <translation>您是处置人，须由他人核查</translation>
    </message>
    <message>
        <source>The incident is full: only what moves it on is taken</source>
        <translation>该事件记录已满，只接受推进流程的操作</translation>
    </message>
    <message>
        <source>There is no grid {name}</source>
        <translation>没有网格 {name}</translation>
    </message>
    <message>
        <source>There is no type of incident {name}</source>
        <translation>没有事件类型 {name}</translation>
    </message>
    <message>
        <source>There is no organisation {name}</source>
        <translation>没有单位{name}</translation>
    </message>
    <message>
        <source>There is no organisation or department {name}</source>
        <translation>没有单位或部门{name}</translation>
    </message>
    <message>
        <source>The position is none on earth</source>
        <translation>坐标无效</translation>
    </message>
    <message>
        <source>The place is not in your area</source>
        <translation>该地点不在您的辖区</translation>
    </message>
    <message>
        <source>It is with {name} already</source>
        <translation>已在{name}</translation>
    </message>
    <message>
        <source>{name} is above: report it up instead</source>
        <translation>{name}是上级单位：请改用上报</translation>
    </message>
    <message>
        <source>{name} leads and has not reported it done: note who telephoned</source>
        <translation>主办{name}尚未上报办结：请填写电话告知人</translation>
    </message>
    <message>
        <source>It could be reopened until {until}</source>
        <translation>重办期限为{until}，已过</translation>
    </message>
    <message>
        <source>It cannot be merged into itself</source>
        <translation>不能并入自身</translation>
    </message>
    <message>
        <source>{name} is not open. Now: {state}</source>
        <translation>{name}不是未结事件。当前状态：{state}</translation>
    </message>
    <message>
        <source>A drill and a real matter are not the same one</source>
        <translation>演练与真实事件不能并案</translation>
    </message>
    <message>
        <source>Only who handles {name} learns who reported it</source>
        <translation>只有承办{name}的单位可查看上报人</translation>
    </message>
    <message>
        <source>It cannot have more than {limit} pictures</source>
        <translation>图片不能超过{limit}张</translation>
    </message>
    <message>
        <source>Not possible any more. The task of {name}: {state}</source>
        <translation>已不能这样操作。{name}的任务：{state}</translation>
    </message>
    <message>
        <source>The incident has no such task</source>
        <translation>该事件没有此任务</translation>
    </message>
    <message>
        <source>{name} has an open task of it already</source>
        <translation>{name}已有该事件的未结任务</translation>
    </message>
    <message>
        <source>The task is that of {name}</source>
        <translation>该任务属于{name}</translation>
    </message>
    <message>
        <source>Only one can be lead</source>
        <translation>只能有一个主办</translation>
    </message>
    <message>
        <source>One has to be lead</source>
        <translation>必须有一个主办</translation>
    </message>
    <message>
        <source>{name} has sent it back as often as allowed ({count})</source>
        <translation>{name}退回次数已达上限（{count}次）</translation>
    </message>
    <message>
        <source>It could be sent back until {until}</source>
        <translation>退回期限为{until}，已过</translation>
    </message>
    <message>
        <source>It can be put off until {until} at most</source>
        <translation>最迟可延至{until}</translation>
    </message>
    <message>
        <source>It has time until {until} anyway</source>
        <translation>现时限已到{until}</translation>
    </message>
    <message>
        <source>A request waits for approval already</source>
        <translation>已有申请待审批</translation>
    </message>
    <message>
        <source>Nothing waits for approval any more</source>
        <translation>已没有待审批的申请</translation>
    </message>
    <message>
        <source>There is no supervision document {name}</source>
        <translation>没有督办单{name}</translation>
    </message>
    <message>
        <source>{name} is released already</source>
        <translation>{name}已解除</translation>
    </message>
    <message>
        <source>{name} is released by who issued it, or from above</source>
        <translation>{name}须由签发单位或其上级解除</translation>
    </message>
    <message>
        <source>There is no organisation above</source>
        <translation>没有上级单位</translation>
    </message>
    <message>
        <source>{name} is not above the one it is with</source>
        <translation>{name}不是当前负责单位的上级</translation>
    </message>
    <message>
        <source>{name} comes first: no level is skipped, except in an emergency</source>
        <translation>须先报{name}：非紧急情况不得越级</translation>
    </message>
    <message>
        <source>Nobody reported it up</source>
        <translation>该事件未曾上报上级</translation>
    </message>
    <message>
        <source>It was passed on since {name} reported it up</source>
        <translation>{name}上报后该事件已转办</translation>
    </message>
    <message>
        <source>The first report has been filed already</source>
        <translation>已报送初报</translation>
    </message>
    <message>
        <source>The first report comes before the others</source>
        <translation>须先报送初报</translation>
    </message>
    <message>
        <source>The final report has been filed already</source>
        <translation>已报送终报</translation>
    </message>
    <message>
        <source>Not possible any more. The alarm: {state}</source>
        <translation>已不能这样操作。报警状态：{state}</translation>
    </message>
    <message>
        <source>An alarm of priority 1 is the duty leader&apos;s to silence</source>
        <translation>一级报警只能由值班长静音</translation>
    </message>
    <message>
        <source>No type of incident is kept for alarms of the kind {name}</source>
        <translation>{name}类报警没有对应的事件类型</translation>
    </message>
    <message>
        <source>The alert ended at {until}</source>
        <translation>该预警已于{until}失效</translation>
    </message>
    <message>
        <source>What it cancels is not known here</source>
        <translation>本平台没有它所取消的预警</translation>
    </message>
    <message>
        <source>Somebody else holds the seat</source>
        <translation>席位由他人占用</translation>
    </message>
    <message>
        <source>The seat is yours already</source>
        <translation>席位已在您名下</translation>
    </message>
    <message>
        <source>There is nobody here called {name}</source>
        <translation>没有名为{name}的人员</translation>
    </message>
    <message>
        <source>{name} cannot take this seat: other area or role</source>
        <translation>{name}不能接管此席位：辖区或角色不符</translation>
    </message>
    <message>
        <source>Nothing was promised there</source>
        <translation>该条没有承诺事项</translation>
    </message>
    <message>
        <source>{name} has settled it already</source>
        <translation>{name}已处理</translation>
    </message>
    <message>
        <source>{name} has signed it already</source>
        <translation>{name}已签字</translation>
    </message>
    <message>
        <source>Who hands a shift over does not take it as well</source>
        <translation>交班人不能同时接班</translation>
    </message>
    <message>
        <source>The shift was handed over to somebody else</source>
        <translation>该班已交给他人</translation>
    </message>
    <message>
        <source>The camera has no preset {name}</source>
        <translation>摄像机没有预置位 {name}</translation>
    </message>
    <message>
        <source>The conference is over</source>
        <translation>会商已经结束</translation>
    </message>
    <message>
        <source>The room has its {limit} places; more need a room server</source>
        <translation>会商室 {limit} 个席位已满，更多人须使用会议服务器</translation>
    </message>
    <message>
        <source>The room is locked: only who was asked comes in</source>
        <translation>会商室已锁定：只有受邀者可以进入</translation>
    </message>
    <message>
        <source>The conference does not ring here any more</source>
        <translation>会商已不再呼叫此处</translation>
    </message>
    <message>
        <source>{name} is in the conference or rings already</source>
        <translation>{name} 已在会商中或正在呼叫</translation>
    </message>
    <message>
        <source>You were sent out of the room: ask to be invited again</source>
        <translation>您已被移出会商室：请对方重新邀请</translation>
    </message>
    <message>
        <source>Only who moderates the conference can do that</source>
        <translation>只有会商主持人可以这样做</translation>
    </message>
    <message>
        <source>Nobody sits at {name}</source>
        <translation>{name} 无人值守</translation>
    </message>
    <message>
        <source>The address is not one of the site&apos;s room server</source>
        <translation>该地址不属于本单位会议服务器</translation>
    </message>
    <message>
        <source>There is no such room server here, or it does not run</source>
        <translation>本单位没有这种会议服务器，或服务器未运行</translation>
    </message>
    <message>
        <source>{limit} cameras are shown in conferences already: take one out of its room first</source>
        <translation>会商中已有 {limit} 路摄像机画面，请先撤下一路</translation>
    </message>
    <message>
        <source>{limit} displays of walls show the conference already</source>
        <translation>已有 {limit} 处大屏在显示本会商</translation>
    </message>
    <message>
        <source>The conference is held at another server: nothing is sent there</source>
        <translation>会商在其他服务器上进行，画面无法送入</translation>
    </message>
    <message>
        <source>The conference does not stand on {name}</source>
        <translation>{name}上没有本会商</translation>
    </message>
    <message>
        <source>It has to end after it begins, by {limit} minutes at most</source>
        <translation>结束时间须晚于开始时间，最长 {limit} 分钟</translation>
    </message>
    <message>
        <source>Who asks for an export does not approve it as well</source>
        <translation>申请取证的人不能自己审批</translation>
    </message>
    <message>
        <source>{name} cannot approve this export: other area or role</source>
        <translation>{name}不能审批此项取证：辖区或角色不符</translation>
    </message>
    <message>
        <source>Not possible any more. The export: {state}</source>
        <translation>已无法执行。取证状态：{state}</translation>
    </message>
    <message>
        <source>The district&apos;s time is sped up: recordings bear the machine&apos;s time</source>
        <translation>辖区时间已加速，而录像使用本机时间，无法对应</translation>
    </message>
    <message>
        <source>You have {limit} bookmarks: delete one first</source>
        <translation>您已有 {limit} 个书签：请先删除一个</translation>
    </message>
    <message>
        <source>This is a bookmark of {name}, who alone changes and deletes it</source>
        <translation>这是{name}的书签，只有本人可以修改和删除</translation>
    </message>
    <message>
        <source>Tiles count from 1 to {limit}</source>
        <translation>画面编号为 1 至 {limit}</translation>
    </message>
    <message>
        <source>The wall has no tile {name} now: its layout was changed</source>
        <translation>大屏现无 {name} 号画面：布局已更改</translation>
    </message>
    <message>
        <source>No recording stands on tile {name} any more</source>
        <translation>画面 {name} 上已没有录像</translation>
    </message>
    <message>
        <source>Tile {name} is named twice</source>
        <translation>{name} 号画面重复</translation>
    </message>
    <message>
        <source>A camera has no such stream</source>
        <translation>摄像机没有该码流</translation>
    </message>
    <message>
        <source>There is no list {name}</source>
        <translation>没有“{name}”列表</translation>
    </message>
    <message>
        <source>The recording would end before it begins</source>
        <translation>录像的结束时间早于开始时间</translation>
    </message>
    <message>
        <source>The platform cannot show this layout</source>
        <translation>平台无法显示该布局</translation>
    </message>
    <message>
        <source>Somebody else holds the wall</source>
        <translation>大屏正由他人控制</translation>
    </message>
    <message>
        <source>The wall is locked</source>
        <translation>大屏已锁定</translation>
    </message>
    <message>
        <source>Only who holds the wall, or the duty leader, may do this</source>
        <translation>只有大屏控制人或值班长可以操作</translation>
    </message>
    <message>
        <source>The wall has been given back already</source>
        <translation>大屏已恢复</translation>
    </message>
    <message>
        <source>“{name}” does not run on this wall any more</source>
        <translation>“{name}”已不在此大屏轮巡</translation>
    </message>
    <message>
        <source>A tour of cameras needs tiles; one of scenes takes the whole wall</source>
        <translation>摄像机轮巡须指定画面，场景轮巡占用整个大屏</translation>
    </message>
    <message>
        <source>A tour is of cameras or of scenes, not of both</source>
        <translation>轮巡只能全部为摄像机或全部为场景</translation>
    </message>
    <message>
        <source>Each step stays for at least {limit} s</source>
        <translation>每步至少停留 {limit} 秒</translation>
    </message>
    <message>
        <source>The days or times of day are not valid</source>
        <translation>日期或时间无效</translation>
    </message>
    <message>
        <source>Open it again before saving: its version is missing</source>
        <translation>请重新打开后再保存：缺少版本号</translation>
    </message>
    <message>
        <source>There is one called “{name}” already</source>
        <translation>已有名为“{name}”的项目</translation>
    </message>
    <message>
        <source>In use: “{name}”</source>
        <translation>正在使用：“{name}”</translation>
    </message>
    <message>
        <source>The camera cannot be turned</source>
        <translation>该摄像机不能转动</translation>
    </message>
    <message>
        <source>The camera cannot be reached</source>
        <translation>无法连接该摄像机</translation>
    </message>
    <message>
        <source>Somebody else is turning the camera</source>
        <translation>他人正在操作该摄像机</translation>
    </message>
    <message>
        <source>Not both take part in the conference</source>
        <translation>双方未都参加该会议</translation>
    </message>
    <message>
        <source>Whom it is for is at no console now</source>
        <translation>对方当前不在任何终端</translation>
    </message>
</context>
<context>
    <name>Related</name>
    <message>
        <source>{time} earlier</source>
        <translation>早{time}</translation>
    </message>
    <message>
        <source>{time} later</source>
        <translation>晚{time}</translation>
    </message>
    <message>
        <source>same place in words, {when}</source>
        <translation>地点描述相同，{when}</translation>
    </message>
    <message>
        <source>{distance} away, {when}</source>
        <translation>相距{distance}，{when}</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>-{back} of {kept} s</source>
        <extracomment>Below this width buttons and seconds give way to the line of time; the keys do the same.</extracomment>
        <translation>-{back} / {kept} 秒</translation>
    </message>
    <message>
        <source>How far it looks back, and how much is kept of this picture</source>
        <translation>回看了多远，以及此画面共保存了多少</translation>
    </message>
    <message>
        <source>Ten seconds back</source>
        <translation>后退十秒</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>Hold, or go on</source>
        <translation>定格或继续</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Slower, or at full speed again</source>
        <translation>放慢，或恢复正常速度</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
</context>
<context>
    <name>ReviewWindow</name>
    <message>
        <source>Evidence: {camera}</source>
        <translation>取证：{camera}</translation>
    </message>
    <message>
        <source>The marked copy is being made</source>
        <translation>正在生成带水印的副本</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RhythmChart</name>
    <message>
        <source>Reported today by hour: {n} in all</source>
        <extracomment>How often the bars are counted anew while incidents arrive.</extracomment>
        <translation>今日各时段上报量，共{n}起</translation>
    </message>
</context>
<context>
    <name>RingBar</name>
    <message>
        <source>+{n} more calls</source>
        <extracomment>Rings with buttons of their own; the others are counted until one of these has ended.</extracomment>
        <translation>另有 {n} 个来电</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
</context>
<context>
    <name>RoomPapers</name>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班单</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since}至{until}</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>无记录</translation>
    </message>
    <message>
        <source>Duty leader signs</source>
        <translation>值班长签字</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Shift began</source>
        <translation>接班时间</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>交班时间</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Signed at the desk</source>
        <translation>签字时间</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>未结事件</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>交班说明</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Giver signs</source>
        <translation>交班人签字</translation>
    </message>
    <message>
        <source>Taker signs</source>
        <translation>接班人签字</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>待兑现承诺</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺事项</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>静音和搁置</translation>
    </message>
    <message>
        <source>What is silent</source>
        <translation>静音内容</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>By</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>With</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Promised by</source>
        <translation>承诺时限</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>兑现时间</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>RosterModel</name>
    <message>
        <source>Turn</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
</context>
<context>
    <name>RosterTable</name>
    <message>
        <source>No turn of the next 24 hours is known, or none matches what was typed</source>
        <translation>未来24小时没有值班安排，或没有符合输入的结果</translation>
    </message>
</context>
<context>
    <name>SceneActions</name>
    <message>
        <source>Put a scene on the wall</source>
        <translation>场景上墙</translation>
    </message>
    <message>
        <source>Keep the wall as a scene</source>
        <translation>把大屏存为场景</translation>
    </message>
    <message>
        <source>Delete a scene</source>
        <translation>删除场景</translation>
    </message>
    <message>
        <source>Scene for wall {wall}</source>
        <translation>场景上墙：大屏 {wall}</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No scene is kept yet</source>
        <translation>还没有保存过场景</translation>
    </message>
    <message>
        <source>Layout only</source>
        <translation>仅布局</translation>
    </message>
    <message>
        <source>{n} tiles</source>
        <translation>{n} 个画面</translation>
    </message>
    <message>
        <source>A new scene</source>
        <translation>新场景</translation>
    </message>
    <message>
        <source>Instead of “{name}”</source>
        <translation>覆盖“{name}”</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>As</source>
        <translation>存为</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Layout only, without what the tiles show</source>
        <translation>仅布局，不含各画面内容</translation>
    </message>
    <message>
        <source>Somebody changed the scene first</source>
        <translation>场景已被他人先行修改</translation>
    </message>
    <message>
        <source>Keep it as a new scene</source>
        <translation>另存为新场景</translation>
    </message>
</context>
<context>
    <name>SeatKeeping</name>
    <message>
        <source>{seat} since {time}</source>
        <extracomment>Nobody waits longer than this for the seat he leaves.</extracomment>
        <translation>{seat}  {time} 起</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} 起</translation>
    </message>
    <message>
        <source>{seat} is held by {by} since {time}: ask for it to be handed over</source>
        <translation>{seat} 自 {time} 起由 {by} 占用：请对方交接</translation>
    </message>
    <message>
        <source>{seat} could not be taken: {why}</source>
        <translation>未能接管{seat}：{why}</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>All sheets</source>
        <translation>全部页签</translation>
    </message>
</context>
<context>
    <name>Shown</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Only sign off</source>
        <translation>仅退出登录</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>This is the room&apos;s device account: keep it on this workstation</source>
        <translation>这是本室的设备账号：保存在本机</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>动态口令</translation>
    </message>
    <message>
        <source>That code is not the right one now. Wait for the next one and type it.</source>
        <translation>动态口令不正确或已用过。请等下一个口令再输入。</translation>
    </message>
    <message>
        <source>Type the one-time code that your telephone shows.</source>
        <translation>请输入手机上显示的动态口令。</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Try again in {m}:{s:02}.</source>
        <translation>密码错误次数过多，请在 {m}:{s:02} 后重试。</translation>
    </message>
</context>
<context>
    <name>StatusReport</name>
    <message>
        <source>Reported today</source>
        <extracomment>No wall shows more rows.</extracomment>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时未结</translation>
    </message>
    <message>
        <source>Units on duty</source>
        <translation>在岗力量</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Data {age} old</source>
        <extracomment>How each state of the connection looks.</extracomment>
        <translation>数据 {age}前</translation>
    </message>
    <message>
        <source>{n} events/s</source>
        <translation>{n}条/秒</translation>
    </message>
    <message>
        <source>Clock {n:+.1f} s</source>
        <translation>时钟偏差 {n:+.1f}秒</translation>
    </message>
    <message>
        <source>Unsent {n}</source>
        <translation>未发 {n}</translation>
    </message>
    <message>
        <source>Video workers {n}/{m}</source>
        <translation>视频进程 {n}/{m}</translation>
    </message>
    <message>
        <source>X server full: {n} tiles not shown, start it with -maxclients 1024</source>
        <translation>X 服务器连接已满：{n} 个画面未显示，请以 -maxclients 1024 启动</translation>
    </message>
    <message>
        <source>Tiles live {n}/{m}</source>
        <translation>画面 {n}/{m}</translation>
    </message>
    <message>
        <source>{n} frames/s</source>
        <translation>{n}帧/秒</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>数据实时</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>数据同步中</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>连接断开</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>平台拒绝连接</translation>
    </message>
    <message>
        <source>Alarm sound off</source>
        <translation>报警声已关闭</translation>
    </message>
    <message>
        <source>No alarm sound here</source>
        <translation>本机无报警声</translation>
    </message>
    <message>
        <source>1 tile sub stream</source>
        <translation>1 个画面改用子码流</translation>
    </message>
    <message>
        <source>1 tile key frames only</source>
        <translation>1 个画面仅关键帧</translation>
    </message>
    <message>
        <source>1 tile stills only</source>
        <translation>1 个画面仅静帧</translation>
    </message>
    <message>
        <source>{n} tiles sub stream</source>
        <translation>{n} 个画面改用子码流</translation>
    </message>
    <message>
        <source>{n} tiles key frames only</source>
        <translation>{n} 个画面仅关键帧</translation>
    </message>
    <message>
        <source>{n} tiles stills only</source>
        <translation>{n} 个画面仅静帧</translation>
    </message>
    <message>
        <source>Video reduced: {how}</source>
        <translation>视频降级：{how}</translation>
    </message>
    <message>
        <source>software decoding</source>
        <translation>软件解码</translation>
    </message>
    <message>
        <source>hardware decoding</source>
        <translation>硬件解码</translation>
    </message>
    <message>
        <source>software decoding, hardware failed</source>
        <translation>软件解码，硬件解码失败</translation>
    </message>
</context>
<context>
    <name>StepPane</name>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>the tour&apos;s</source>
        <translation>同轮巡</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>停留秒数</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预置位</translation>
    </message>
    <message>
        <source>Steps: {n}</source>
        <translation>步骤：{n}</translation>
    </message>
    <message>
        <source>preset {n}</source>
        <translation>预置位 {n}</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>as it looks</source>
        <translation>保持当前方向</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>StepSource</name>
    <message>
        <source>Name, device id, pinyin initials</source>
        <extracomment>Matches listed; the rest is counted. Texts made in one turn of the loop: about 2 ms.</extracomment>
        <translation>名称、设备编号、拼音首字母</translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>全部添加</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add steps</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>全部摄像机</translation>
    </message>
    <message>
        <source>Marked {n}</source>
        <translation>收藏 {n}</translation>
    </message>
    <message>
        <source>On the wall {n}</source>
        <translation>大屏上 {n}</translation>
    </message>
    <message>
        <source>Scenes {n}</source>
        <translation>场景 {n}</translation>
    </message>
    <message>
        <source>{n} found, the first {m} listed</source>
        <translation>找到 {n} 个，列出前 {m} 个</translation>
    </message>
    <message>
        <source>Not among these; of all cameras: {n}</source>
        <translation>其中没有；全部摄像机中有 {n} 个</translation>
    </message>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 个</translation>
    </message>
    <message>
        <source>Type to find a camera</source>
        <translation>输入文字查找摄像机</translation>
    </message>
    <message>
        <source>No camera is marked</source>
        <translation>还没有收藏摄像机</translation>
    </message>
    <message>
        <source>No camera stands on the wall</source>
        <translation>大屏上没有摄像机</translation>
    </message>
    <message>
        <source>No scene is kept yet</source>
        <translation>还没有保存过场景</translation>
    </message>
</context>
<context>
    <name>TaskRows</name>
    <message>
        <source>Nobody assigned yet</source>
        <translation>尚未派单</translation>
    </message>
    <message>
        <source>{name} (lead)</source>
        <translation>{name}（主办）</translation>
    </message>
</context>
<context>
    <name>TextScale</name>
    <message>
        <source>Text size {n} %</source>
        <extracomment>One press of a key, in per cent. The file in the data folder; it is there only while another size than that of the settings is wanted.</extracomment>
        <translation>字号{n}%</translation>
    </message>
    <message>
        <source>until the console ends: it cannot be kept</source>
        <translation>未能保存，仅本次运行有效</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>empty</source>
        <translation>空位</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>replay</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>画面停滞</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>重连中</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>wrong codec</source>
        <translation>编码不支持</translation>
    </message>
    <message>
        <source>not a video stream</source>
        <translation>非视频流</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>stream crashes the decoder</source>
        <translation>码流使解码器崩溃</translation>
    </message>
    <message>
        <source>screen takes no more pictures</source>
        <translation>屏幕无法再显示更多画面</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>recording ended</source>
        <translation>录像已播完</translation>
    </message>
    <message>
        <source>key frames only</source>
        <translation>仅关键帧</translation>
    </message>
    <message>
        <source>stills only</source>
        <translation>仅静帧</translation>
    </message>
    <message>
        <source>{fps} fps</source>
        <translation>{fps} 帧/秒</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
    <message>
        <source>{rate} Mbit/s</source>
        <translation>码率 {rate} Mbps</translation>
    </message>
    <message>
        <source>gaps {n}</source>
        <translation>断帧 {n}</translation>
    </message>
    <message>
        <source>lost {n}</source>
        <translation>丢帧 {n}</translation>
    </message>
    <message>
        <source>reconnected {n}</source>
        <translation>重连 {n}</translation>
    </message>
    <message>
        <source>start the X server with -maxclients 1024</source>
        <translation>请以 -maxclients 1024 启动 X 服务器</translation>
    </message>
    <message>
        <source>kept apart, next try in {s}</source>
        <translation>已隔离，{s}后重试</translation>
    </message>
    <message>
        <source>attempt {n} in {s} s</source>
        <translation>{s}秒后第{n}次尝试</translation>
    </message>
    <message>
        <source>last picture {age} ago</source>
        <translation>最后画面 {age}前</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>响应超时</translation>
    </message>
    <message>
        <source>no way through the network</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>no answer at this address</source>
        <translation>该地址无响应</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the source closed the stream</source>
        <translation>视频源已关闭</translation>
    </message>
    <message>
        <source>there is no video in it</source>
        <translation>其中没有视频</translation>
    </message>
    <message>
        <source>an address of an unknown kind</source>
        <translation>不支持的地址类型</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n}小时</translation>
    </message>
</context>
<context>
    <name>TileChoosing</name>
    <message>
        <source>Choose a tile of a wall that stands elsewhere</source>
        <translation>选择不在本机的大屏的画面</translation>
    </message>
    <message>
        <source>The wall stands here: click the tile</source>
        <translation>这面大屏在本机：请直接点选画面</translation>
    </message>
    <message>
        <source>Tile of wall {wall}</source>
        <translation>大屏 {wall} 的画面</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
</context>
<context>
    <name>TileContents</name>
    <message>
        <source>{sign} {n} in {minutes} min</source>
        <translation>{minutes} 分钟内 {sign} {n}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>This console shows no conferences on walls</source>
        <translation>本控制台不在大屏上显示会商</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>This console cannot show the map</source>
        <translation>本控制台不能显示地图</translation>
    </message>
    <message>
        <source>This console shows no recordings on walls</source>
        <translation>本控制台不在大屏上播放录像</translation>
    </message>
</context>
<context>
    <name>TileLine</name>
    <message>
        <source>w 2-13 camera</source>
        <extracomment>The letter, a blank, an address with a wall in it, and perhaps a camera. An incident&apos;s number has no wall.</extracomment>
        <translation>w 2-13 摄像机</translation>
    </message>
    <message>
        <source>Camera onto a tile</source>
        <translation>摄像机上指定画面</translation>
    </message>
    <message>
        <source>There is no wall {n}</source>
        <translation>没有编号为 {n} 的大屏</translation>
    </message>
    <message>
        <source>Empty tile {address} of {wall}; or type a camera</source>
        <translation>清空{wall}的画面 {address}；或输入摄像机</translation>
    </message>
    <message>
        <source>{camera} onto tile {address} of {wall}</source>
        <translation>{camera} 上墙到{wall}的画面 {address}</translation>
    </message>
    <message>
        <source>No camera is called {name}</source>
        <translation>没有叫“{name}”的摄像机</translation>
    </message>
    <message>
        <source>{n} cameras match: which?</source>
        <translation>有 {n} 个摄像机符合，是哪个？</translation>
    </message>
</context>
<context>
    <name>TimesPane</name>
    <message>
        <source>Add a schedule</source>
        <extracomment>Three schedules: few tours have more, and the steps want the room.</extracomment>
        <translation>添加时段</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>such as 1-4, 7</source>
        <translation>例如 1-4，7</translation>
    </message>
    <message>
        <source>Without a schedule the tour is started by hand only.</source>
        <translation>没有时段时，轮巡只能手动启动。</translation>
    </message>
    <message>
        <source>Runs by itself</source>
        <translation>定时自动轮巡</translation>
    </message>
    <message>
        <source>On the tiles</source>
        <translation>所在画面</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Schedule {n}: {wrong}</source>
        <translation>时段 {n}：{wrong}</translation>
    </message>
</context>
<context>
    <name>TourActions</name>
    <message>
        <source>Start a tour</source>
        <translation>启动轮巡</translation>
    </message>
    <message>
        <source>Let the tour go on</source>
        <translation>继续轮巡</translation>
    </message>
    <message>
        <source>Let the tour rest</source>
        <translation>暂停轮巡</translation>
    </message>
    <message>
        <source>The tour&apos;s next step</source>
        <translation>轮巡下一步</translation>
    </message>
    <message>
        <source>The tour&apos;s step before</source>
        <translation>轮巡上一步</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束轮巡</translation>
    </message>
    <message>
        <source>Make a tour</source>
        <translation>新建轮巡</translation>
    </message>
    <message>
        <source>Change a tour</source>
        <translation>修改轮巡</translation>
    </message>
    <message>
        <source>Delete a tour</source>
        <translation>删除轮巡</translation>
    </message>
    <message>
        <source>No tour runs on the wall</source>
        <translation>大屏上没有轮巡</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>{tour}: step {n} of {m}</source>
        <translation>{tour}：第 {n} 步，共 {m} 步</translation>
    </message>
    <message>
        <source>Tours: wall {wall}</source>
        <translation>轮巡：大屏 {wall}</translation>
    </message>
    <message>
        <source>No tour is kept yet</source>
        <translation>还没有保存过轮巡</translation>
    </message>
    <message>
        <source>{n} scenes</source>
        <translation>{n} 个场景</translation>
    </message>
    <message>
        <source>{n} cameras</source>
        <translation>{n} 个摄像机</translation>
    </message>
    <message>
        <source>{s} s each</source>
        <translation>每个 {s} 秒</translation>
    </message>
    <message>
        <source>On the tiles</source>
        <translation>在哪些画面</translation>
    </message>
    <message>
        <source>such as 1-4, 7</source>
        <translation>例如 1-4，7</translation>
    </message>
</context>
<context>
    <name>TourDays</name>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>tiles {tiles}</source>
        <translation>画面 {tiles}</translation>
    </message>
</context>
<context>
    <name>TourDialog</name>
    <message>
        <source>Rest while an alarm needs looking at</source>
        <extracomment>Of names, as the platform takes them.</extracomment>
        <translation>有待看报警时暂停</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Seconds each</source>
        <translation>每步秒数</translation>
    </message>
    <message>
        <source>Enter adds   Del removes   Ctrl+Up, Ctrl+Down move   Ctrl+Enter keeps</source>
        <translation>Enter 添加   Del 移除   Ctrl+Up、Ctrl+Down 移动   Ctrl+Enter 保存</translation>
    </message>
</context>
<context>
    <name>TourEditing</name>
    <message>
        <source>A new tour</source>
        <translation>新建轮巡</translation>
    </message>
    <message>
        <source>Change a tour</source>
        <translation>修改轮巡</translation>
    </message>
    <message>
        <source>Somebody changed the tour first</source>
        <translation>该轮巡已被他人修改</translation>
    </message>
    <message>
        <source>Keep it as a new tour</source>
        <translation>另存为新轮巡</translation>
    </message>
</context>
<context>
    <name>TourFaults</name>
    <message>
        <source>The tour needs a name</source>
        <translation>请填写轮巡名称</translation>
    </message>
    <message>
        <source>The tour needs a step: add a camera or a scene</source>
        <translation>轮巡至少要有一步：请添加摄像机或场景</translation>
    </message>
    <message>
        <source>A tour has {n} steps at most</source>
        <translation>轮巡最多 {n} 步</translation>
    </message>
    <message>
        <source>Step {n}: the steps of a tour are all cameras, or all scenes</source>
        <translation>第 {n} 步：轮巡的步骤须全为摄像机或全为场景</translation>
    </message>
    <message>
        <source>Seconds: a number from {n} on</source>
        <translation>秒数请写不小于 {n} 的数字</translation>
    </message>
    <message>
        <source>Step {n}: {least} s or more, or 0 for the tour&apos;s own seconds</source>
        <translation>第 {n} 步：停留至少 {least} 秒，或写 0 表示同轮巡</translation>
    </message>
    <message>
        <source>Choose one day of the week at least</source>
        <translation>请至少选择一天</translation>
    </message>
    <message>
        <source>From: a time of day, such as 08:30</source>
        <translation>开始时间请写成 08:30 这样的时刻</translation>
    </message>
    <message>
        <source>Until: a time of day, such as 18:00</source>
        <translation>结束时间请写成 18:00 这样的时刻</translation>
    </message>
    <message>
        <source>Tiles: numbers, such as 1-4, 7</source>
        <translation>画面请写编号，例如 1-4，7</translation>
    </message>
    <message>
        <source>The wall has no tile {n}</source>
        <translation>该大屏没有画面 {n}</translation>
    </message>
</context>
<context>
    <name>Track</name>
    <message>
        <source>Line of time</source>
        <extracomment>Between two moments that are written below the line at least so many pixels. One press of an arrow key, in seconds.</extracomment>
        <translation>时间轴</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Take back: {act}, {count} incidents ({n} s)</source>
        <extracomment>So many that could not be taken back are named; all of them stand in the list of commands.</extracomment>
        <translation>撤销：{act}，{count}件（{n}秒）</translation>
    </message>
    <message>
        <source>Take back: {act} {number} ({n} s)</source>
        <translation>撤销：{act} {number}（{n}秒）</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Taken back: {act}, {done} of {count} incidents</source>
        <translation>已撤销：{act}，{count}件中的{done}件</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有{n}件</translation>
    </message>
    <message>
        <source>{text}. Not: {those}</source>
        <translation>{text}。未撤销：{those}</translation>
    </message>
    <message>
        <source>Taken back at once</source>
        <translation>操作后随即撤销</translation>
    </message>
</context>
<context>
    <name>UnitBoard</name>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
</context>
<context>
    <name>UnitTable</name>
    <message>
        <source>No such units</source>
        <extracomment>Where text is large these go, the first first, until a name has so much room. A place that is looked at for less than this does not put the units in order.</extracomment>
        <translation>没有符合条件的力量</translation>
    </message>
</context>
<context>
    <name>UnitTableModel</name>
    <message>
        <source>Status</source>
        <extracomment>The way of an incident, for the column of states. The texts of so many incidents are made at once, so often: a millisecond of a frame, a district in 30 s.</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>定位</translation>
    </message>
</context>
<context>
    <name>WallActions</name>
    <message>
        <source>Video wall</source>
        <extracomment>Which command each gives; the others change nothing on the wall.
----------
One after the other, by one action.
----------
By the key of the command that reports it: the still, and the name of the camera.
----------
A step that is told later than so many seconds is not what was seen when the key was pressed. The wall and the tour on it that was stepped from here last, as it ran when that was told.</extracomment>
        <translation>视频大屏</translation>
    </message>
    <message>
        <source>The next wall</source>
        <translation>下一面大屏</translation>
    </message>
    <message>
        <source>Swap the last two chosen tiles</source>
        <translation>互换最近点选的两个画面</translation>
    </message>
    <message>
        <source>What stood on the tile before</source>
        <translation>画面上之前的内容</translation>
    </message>
    <message>
        <source>What stood on the tile after that</source>
        <translation>画面上再往后的内容</translation>
    </message>
    <message>
        <source>Empty the tile</source>
        <translation>清空画面</translation>
    </message>
    <message>
        <source>Empty the whole wall</source>
        <translation>清空整面大屏</translation>
    </message>
    <message>
        <source>Full screen, or a window</source>
        <translation>全屏或窗口</translation>
    </message>
    <message>
        <source>That wall stands elsewhere</source>
        <translation>这面大屏不在本机</translation>
    </message>
    <message>
        <source>Choose two tiles, one after the other</source>
        <translation>请先后点选两个画面</translation>
    </message>
    <message>
        <source>Nothing stood there before</source>
        <translation>之前没有内容</translation>
    </message>
    <message>
        <source>Nothing stood there after that</source>
        <translation>之后没有内容</translation>
    </message>
    <message>
        <source>Pin or unpin an alarm</source>
        <translation>固定或取消固定报警</translation>
    </message>
    <message>
        <source>Unpin the alarm</source>
        <translation>取消固定报警</translation>
    </message>
    <message>
        <source>Pin the alarm to its tile</source>
        <translation>固定报警画面</translation>
    </message>
    <message>
        <source>Alarm tiles: one alarm until it is over</source>
        <translation>报警画面：保持一起直至处理</translation>
    </message>
    <message>
        <source>Alarm tiles: alarms take turns</source>
        <translation>报警画面：轮流显示</translation>
    </message>
    <message>
        <source>Alarm tiles: one alarm a tile</source>
        <translation>报警画面：每格一起</translation>
    </message>
    <message>
        <source>No alarm takes walls now</source>
        <translation>目前没有需要上墙的报警</translation>
    </message>
    <message>
        <source>No alarm stands on the chosen tile</source>
        <translation>选定画面上没有报警</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Pin or unpin on wall {wall}</source>
        <translation>在大屏 {wall} 上固定或取消固定报警</translation>
    </message>
    <message>
        <source>Pin or unpin</source>
        <translation>固定或取消固定</translation>
    </message>
    <message>
        <source>Release the wall</source>
        <translation>释放大屏</translation>
    </message>
    <message>
        <source>Take the wall</source>
        <translation>接管大屏</translation>
    </message>
    <message>
        <source>Unlock the wall</source>
        <translation>解锁大屏</translation>
    </message>
    <message>
        <source>Lock the wall</source>
        <translation>锁定大屏</translation>
    </message>
    <message>
        <source>Let alarms onto the wall</source>
        <translation>允许报警上墙</translation>
    </message>
    <message>
        <source>Keep alarms off the wall</source>
        <translation>禁止报警上墙</translation>
    </message>
    <message>
        <source>The platform knows no such wall</source>
        <translation>平台上没有这面大屏</translation>
    </message>
    <message>
        <source>Only who holds the wall, or a duty leader</source>
        <translation>限大屏占用人或值班长</translation>
    </message>
    <message>
        <source>Held by {name}</source>
        <translation>由{name}占用</translation>
    </message>
    <message>
        <source>The wall is locked</source>
        <translation>大屏已锁定</translation>
    </message>
</context>
<context>
    <name>WallHeading</name>
    <message>
        <source>Showing: {incident}</source>
        <translation>正在显示：{incident}</translation>
    </message>
    <message>
        <source>Held by {name}</source>
        <translation>{name} 占用</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Alarms stay off this wall</source>
        <translation>报警不上此屏</translation>
    </message>
    <message>
        <source>Scene: {name}</source>
        <translation>场景：{name}</translation>
    </message>
    <message>
        <source>Tour: {name} {page}/{pages}</source>
        <translation>轮巡：{name} {page}/{pages}</translation>
    </message>
    <message>
        <source>in {s} s {next}</source>
        <translation>{s} 秒后 {next}</translation>
    </message>
</context>
<context>
    <name>WallNode</name>
    <message>
        <source>No wall is called {wall} here. Known are: {names}</source>
        <extracomment>What a wall can show of; the duty room&apos;s papers are no business of it.</extracomment>
        <translation>平台上没有大屏 {wall}。已有：{names}</translation>
    </message>
</context>
<context>
    <name>WallRoom</name>
    <message>
        <source>Preview</source>
        <translation>预监</translation>
    </message>
    <message>
        <source>{camera} onto tile {address}</source>
        <translation>{camera} 已上墙到画面 {address}</translation>
    </message>
    <message>
        <source>Tile {address} is chosen</source>
        <translation>已选中画面 {address}</translation>
    </message>
    <message>
        <source>Wall {wall}</source>
        <translation>大屏 {wall}</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Video wall</source>
        <extracomment>Nobody may close it now: the wall goes on while the desk is covered.</extracomment>
        <translation>视频大屏</translation>
    </message>
</context>
<context>
    <name>WallWords</name>
    <message>
        <source>{name}, {seat}</source>
        <translation>{name}（{seat}）</translation>
    </message>
    <message>
        <source>rests for an alarm</source>
        <translation>因报警暂停</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{n} m</source>
        <translation>{n}米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n}公里</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>On the ledger</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已并案</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Not signed for</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Assign down</source>
        <translation>交办</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>En route</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>离岗</translation>
    </message>
    <message>
        <source>New alarm</source>
        <translation>新报警</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Waiting for its pictures</source>
        <translation>等待上传画面</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>制作中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Nothing of that time is recorded</source>
        <translation>该时段没有录像</translation>
    </message>
    <message>
        <source>There is no picture in what is recorded</source>
        <translation>录像中没有可用画面</translation>
    </message>
    <message>
        <source>Its pictures are not kept any more</source>
        <translation>影像已不再保存</translation>
    </message>
    <message>
        <source>1 red</source>
        <translation>一级（红）</translation>
    </message>
    <message>
        <source>2 orange</source>
        <translation>二级（橙）</translation>
    </message>
    <message>
        <source>3 yellow</source>
        <translation>三级（黄）</translation>
    </message>
    <message>
        <source>4 blue</source>
        <translation>四级（蓝）</translation>
    </message>
    <message>
        <source>Priority 1</source>
        <translation>一级</translation>
    </message>
    <message>
        <source>Priority 2</source>
        <translation>二级</translation>
    </message>
    <message>
        <source>Priority 3</source>
        <translation>三级</translation>
    </message>
    <message>
        <source>Priority 4</source>
        <translation>四级</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Grid staff</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Citizen</source>
        <translation>市民</translation>
    </message>
    <message>
        <source>12345 hotline</source>
        <translation>12345热线</translation>
    </message>
    <message>
        <source>City management</source>
        <translation>数字城管</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Camera patrol</source>
        <translation>视频巡查</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>督查</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>指挥席位</translation>
    </message>
    <message>
        <source>duty officer</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>dispatcher</source>
        <translation>调度员</translation>
    </message>
    <message>
        <source>duty leader</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>督查员</translation>
    </message>
    <message>
        <source>system administrator</source>
        <translation>系统管理员</translation>
    </message>
    <message>
        <source>security administrator</source>
        <translation>安全管理员</translation>
    </message>
    <message>
        <source>audit administrator</source>
        <translation>审计管理员</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Pass on</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Report up</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Feed back</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Sign for</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Task done</source>
        <translation>任务办结</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退单</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重办</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put on the ledger</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Strike off</source>
        <translation>销号</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>并案</translation>
    </message>
    <message>
        <source>Mark as void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Urge</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Send the report back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Ask for more time</source>
        <translation>申请延期</translation>
    </message>
    <message>
        <source>Decide the request</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Reply to supervision</source>
        <translation>答复督办</translation>
    </message>
    <message>
        <source>Release supervision</source>
        <translation>解除督办</translation>
    </message>
    <message>
        <source>Instruct</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>Copy to</source>
        <translation>抄告</translation>
    </message>
    <message>
        <source>File a report</source>
        <translation>信息报送</translation>
    </message>
    <message>
        <source>Task link</source>
        <translation>任务链接</translation>
    </message>
    <message>
        <source>Hand the shift over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Sign the handover</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Write into the duty log</source>
        <translation>写值班日志</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>承诺兑现</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>调阅录像</translation>
    </message>
    <message>
        <source>Put a bookmark</source>
        <translation>加书签</translation>
    </message>
    <message>
        <source>Write at the bookmark</source>
        <translation>写书签说明</translation>
    </message>
    <message>
        <source>Delete the bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>Export evidence</source>
        <translation>取证导出</translation>
    </message>
    <message>
        <source>Decide on the export</source>
        <translation>取证审批</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Unshelve</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>To incident</source>
        <translation>转为事件</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Scene to the wall</source>
        <translation>场景上墙</translation>
    </message>
    <message>
        <source>Tour on the wall</source>
        <translation>轮巡上墙</translation>
    </message>
    <message>
        <source>Take the wall</source>
        <translation>接管大屏</translation>
    </message>
    <message>
        <source>Clear the wall</source>
        <translation>清空大屏</translation>
    </message>
    <message>
        <source>Lock the wall</source>
        <translation>锁定大屏</translation>
    </message>
    <message>
        <source>Pin the alarm</source>
        <translation>固定报警画面</translation>
    </message>
    <message>
        <source>Put a conference on the wall, or take it off</source>
        <translation>会商上墙或撤下</translation>
    </message>
    <message>
        <source>Recording on the wall</source>
        <translation>录像上墙播放</translation>
    </message>
    <message>
        <source>Save the scene</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Delete the scene</source>
        <translation>删除场景</translation>
    </message>
    <message>
        <source>Save the tour</source>
        <translation>保存轮巡</translation>
    </message>
    <message>
        <source>Delete the tour</source>
        <translation>删除轮巡</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>云台控制</translation>
    </message>
    <message>
        <source>Store a preset</source>
        <translation>保存预置位</translation>
    </message>
    <message>
        <source>Forget a preset</source>
        <translation>删除预置位</translation>
    </message>
    <message>
        <source>Open a conference</source>
        <translation>发起会商</translation>
    </message>
    <message>
        <source>Join the conference</source>
        <translation>加入会商</translation>
    </message>
    <message>
        <source>Leave the conference</source>
        <translation>离开会商</translation>
    </message>
    <message>
        <source>End the conference</source>
        <translation>结束会商</translation>
    </message>
    <message>
        <source>Ask to the conference</source>
        <translation>邀请会商</translation>
    </message>
    <message>
        <source>Decline the conference</source>
        <translation>谢绝会商</translation>
    </message>
    <message>
        <source>Hand the call on</source>
        <translation>转交来电</translation>
    </message>
    <message>
        <source>Invite a guest</source>
        <translation>邀请来宾</translation>
    </message>
    <message>
        <source>Remove from the conference</source>
        <translation>移出会商</translation>
    </message>
    <message>
        <source>Lock the conference</source>
        <translation>锁定会商</translation>
    </message>
    <message>
        <source>Mute in the conference</source>
        <translation>会商静音</translation>
    </message>
    <message>
        <source>Raise a hand, share, mute</source>
        <translation>举手、共享、静音</translation>
    </message>
    <message>
        <source>Write in the conference</source>
        <translation>会商留言</translation>
    </message>
    <message>
        <source>Go on without the room server</source>
        <translation>改为直连会商</translation>
    </message>
    <message>
        <source>Show a camera in the conference</source>
        <translation>摄像机画面送入会商</translation>
    </message>
    <message>
        <source>Take a camera out of the conference</source>
        <translation>从会商撤下摄像机画面</translation>
    </message>
    <message>
        <source>Send a camera into the conference anew</source>
        <translation>重新将摄像机画面送入会商</translation>
    </message>
    <message>
        <source>Show the conference on a wall</source>
        <translation>会商上墙</translation>
    </message>
    <message>
        <source>Go on over the room server</source>
        <translation>会商转到会议服务器</translation>
    </message>
    <message>
        <source>Lost from the conference</source>
        <translation>会商掉线</translation>
    </message>
    <message>
        <source>Call the next in line</source>
        <translation>呼叫下一顺位</translation>
    </message>
    <message>
        <source>Open a guest&apos;s link</source>
        <translation>打开来宾链接</translation>
    </message>
    <message>
        <source>No answer to the call</source>
        <translation>无人应答</translation>
    </message>
    <message>
        <source>Confer</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>Take the seat</source>
        <translation>接管席位</translation>
    </message>
    <message>
        <source>Hand the seat over</source>
        <translation>交接席位</translation>
    </message>
    <message>
        <source>Set status</source>
        <translation>设置状态</translation>
    </message>
    <message>
        <source>The platform could not read the request</source>
        <translation>平台无法读取该请求</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>Your role does not allow this</source>
        <translation>当前角色无此权限</translation>
    </message>
    <message>
        <source>It no longer exists</source>
        <translation>对象已不存在</translation>
    </message>
    <message>
        <source>Somebody changed it first</source>
        <translation>已被他人先行变更</translation>
    </message>
    <message>
        <source>Not possible in its present state</source>
        <translation>当前状态不能执行</translation>
    </message>
    <message>
        <source>Not sent in time: telephone now</source>
        <translation>未能及时发出，请立即电话通知</translation>
    </message>
    <message>
        <source>Too many requests, trying again</source>
        <translation>请求过多，正在重试</translation>
    </message>
    <message>
        <source>The platform is busy, trying again</source>
        <translation>平台繁忙，正在重试</translation>
    </message>
    <message>
        <source>the platform does not answer</source>
        <translation>平台无响应</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the platform fell silent</source>
        <translation>平台停止响应</translation>
    </message>
    <message>
        <source>what answers is no platform of this version</source>
        <translation>对方不是本版本的平台</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>this seat is open on another console</source>
        <translation>本席位已在另一台终端打开</translation>
    </message>
    <message>
        <source>this console was too slow</source>
        <translation>本终端处理过慢</translation>
    </message>
    <message>
        <source>this account may not use the platform</source>
        <translation>该账号无权使用本平台</translation>
    </message>
    <message>
        <source>the platform serves as many consoles as it can</source>
        <translation>平台接入终端已满</translation>
    </message>
    <message>
        <source>the platform&apos;s certificate has expired</source>
        <translation>平台证书已过期</translation>
    </message>
    <message>
        <source>the platform&apos;s certificate is not valid yet: check the clock here</source>
        <translation>平台证书尚未生效：请检查本机时钟</translation>
    </message>
    <message>
        <source>the platform&apos;s certificate is for another name</source>
        <translation>平台证书的名称不符</translation>
    </message>
    <message>
        <source>the platform&apos;s certificate is signed by nobody known here</source>
        <translation>平台证书的签发机构未知</translation>
    </message>
    <message>
        <source>the platform&apos;s certificate cannot be believed</source>
        <translation>平台证书不可信</translation>
    </message>
    <message>
        <source>the platform wants a certificate of this workstation</source>
        <translation>平台要求本机出示证书</translation>
    </message>
    <message>
        <source>no secure connection can be made</source>
        <translation>无法建立安全连接</translation>
    </message>
    <message>
        <source>User or password is wrong.</source>
        <translation>用户名或密码错误。</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Try again in a minute.</source>
        <translation>密码错误次数过多，请一分钟后再试。</translation>
    </message>
    <message>
        <source>This account may not sign in here.</source>
        <translation>该账号不允许在此登录。</translation>
    </message>
    <message>
        <source>The platform does not answer. Check the address and the network.</source>
        <translation>平台无响应，请检查地址和网络。</translation>
    </message>
    <message>
        <source>What answers at this address is no platform.</source>
        <translation>该地址上的服务不是指挥平台。</translation>
    </message>
    <message>
        <source>The platform is in trouble. Try again later.</source>
        <translation>平台出现故障，请稍后再试。</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate has expired. Tell the administrator.</source>
        <translation>平台证书已过期，请告知管理员。</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate is not valid yet: check the clock here.</source>
        <translation>平台证书尚未生效：请检查本机时钟。</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate is for another name: check the address.</source>
        <translation>平台证书的名称不符：请检查地址。</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate is signed by nobody known here: name its authority as ca under [connection] in the settings.</source>
        <translation>平台证书的签发机构未知：请在设置的 [connection] 中用 ca 指定。</translation>
    </message>
    <message>
        <source>The platform wants a certificate of this workstation: name client_cert and client_key under [connection] in the settings.</source>
        <translation>平台要求本机出示证书：请在设置的 [connection] 中指定 client_cert 和 client_key。</translation>
    </message>
    <message>
        <source>What answers at this address does not speak TLS.</source>
        <translation>该地址的应答方不支持 TLS。</translation>
    </message>
    <message>
        <source>No secure connection can be made. The platform may want a certificate of this workstation: client_cert and client_key under [connection] in the settings.</source>
        <translation>无法建立安全连接。平台可能要求本机出示证书：请在设置的 [connection] 中指定 client_cert 和 client_key。</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s}秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m}分钟</translation>
    </message>
    <message>
        <source>{h} h {m:02}</source>
        <translation>{h}小时{m:02}分</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d}天{h}小时</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>First report</source>
        <translation>初报</translation>
    </message>
    <message>
        <source>Follow-up report</source>
        <translation>续报</translation>
    </message>
    <message>
        <source>Final report</source>
        <translation>终报</translation>
    </message>
    <message>
        <source>[Drill] {title}</source>
        <translation>【演练】{title}</translation>
    </message>
</context>
<context>
    <name>_Missed</name>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已阅</translation>
    </message>
</context>
<context>
    <name>_Ring</name>
    <message>
        <source>Decline …</source>
        <translation>谢绝…</translation>
    </message>
    <message>
        <source>Hand on …</source>
        <translation>转交…</translation>
    </message>
</context>
</TS>
