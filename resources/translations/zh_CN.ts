<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>+{n} more</source>
        <translation>另有{n}条</translation>
    </message>
</context>
<context>
    <name>AlarmTiles</name>
    <message>
        <source>[Alarm]</source>
        <translation>【报警】</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Name, code or pinyin initials</source>
        <translation>姓名、编号或拼音首字母</translation>
    </message>
    <message>
        <source>Note to them (optional)</source>
        <translation>派单备注（选填）</translation>
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
        <source>, </source>
        <translation>、</translation>
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
        <source>{n} commands not sent yet: they go out once when the connection is back</source>
        <translation>{n}条指令尚未发出，连接恢复后自动发送一次</translation>
    </message>
    <message>
        <source>{n} commands not sent in time: telephone now</source>
        <translation>{n} 条指令未及时发出：请立即电话联系</translation>
    </message>
    <message>
        <source>{n} commands refused</source>
        <translation>{n} 条指令被拒绝</translation>
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
    <name>BigClock</name>
    <message>
        <source>{year}-{month:02}-{day:02}  {weekday}</source>
        <translation>{year}年{month}月{day}日 {weekday}</translation>
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
        <source>{n} cameras</source>
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
</context>
<context>
    <name>CameraTreeModel</name>
    <message>
        <source>{name}  {total}, {offline} offline</source>
        <extracomment>What a dragged camera carries: its id, in UTF-8. The camera&apos;s id in a row of a camera, empty in a row of a street or community. The organisation&apos;s id in a row of a street or community.</extracomment>
        <translation>{name}  {total}路，离线{offline}路</translation>
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
        <source>{n} tasks</source>
        <translation>在办{n}件</translation>
    </message>
    <message>
        <source>old position</source>
        <translation>位置陈旧</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
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
    <name>Desk</name>
    <message>
        <source>Units</source>
        <extracomment>Shares of the screen: left (table over boards and map) and right (detail over previews).</extracomment>
        <translation>处置力量</translation>
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
        <source>Commands {n}</source>
        <translation>指令 {n}</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>指令</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Command desk</source>
        <extracomment>Nobody may close it now: the wall goes on while the desk is covered.</extracomment>
        <translation>指挥坐席</translation>
    </message>
    <message>
        <source>No open alarm</source>
        <translation>暂无报警</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>To</source>
        <translation>转至</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>核查结论</translation>
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
        <translation>已电话回访上报人</translation>
    </message>
</context>
<context>
    <name>Dispatching</name>
    <message>
        <source>{text} ({by})</source>
        <extracomment>Commands that were carried out are listed no longer than so many others are.</extracomment>
        <translation>{text}（{by}）</translation>
    </message>
</context>
<context>
    <name>IncidentDetail</name>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>流转记录</translation>
    </message>
    <message>
        <source>This incident is no longer in view</source>
        <translation>该事件已不在当前视图中</translation>
    </message>
    <message>
        <source>Choose an incident</source>
        <translation>请选择一起事件</translation>
    </message>
    <message>
        <source>[Drill] {title}</source>
        <translation>【演练】{title}</translation>
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
</context>
<context>
    <name>IncidentTable</name>
    <message>
        <source>Incidents</source>
        <extracomment>Widths at the usual desk; the title takes what is left.</extracomment>
        <translation>事件列表</translation>
    </message>
    <message>
        <source>No incident matches the filter</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>No incidents</source>
        <translation>暂无事件</translation>
    </message>
</context>
<context>
    <name>IncidentTableModel</name>
    <message>
        <source>Lv</source>
        <extracomment>Who has to be looked at first: what nobody has accepted, then what nobody was sent to.</extracomment>
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
        <source>Age</source>
        <translation>历时</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>[Drill] {title}</source>
        <translation>【演练】{title}</translation>
    </message>
</context>
<context>
    <name>LaneBar</name>
    <message>
        <source>Open</source>
        <extracomment>The states of each lane, in the order of the lanes.</extracomment>
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
        <source>Handling</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>挂起挂账</translation>
    </message>
    <message>
        <source>Closed 24 h</source>
        <translation>24小时已结</translation>
    </message>
    <message>
        <source>Number, title, place…</source>
        <translation>编号、标题、地点…</translation>
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
        <source>No open alarms</source>
        <translation>当前无报警</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>另有 {n} 条</translation>
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
        <translation>未处理报警</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>{n} tasks</source>
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
        <translation>地图连续两次异常停止，坐席其他功能不受影响。</translation>
    </message>
    <message>
        <source>Load the map again</source>
        <translation>重新加载地图</translation>
    </message>
</context>
<context>
    <name>NewIncidentDialog</name>
    <message>
        <source>New incident</source>
        <extracomment>What the desk calls itself as the source of a report.</extracomment>
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
    <name>OperatorActions</name>
    <message>
        <source>Not your role</source>
        <extracomment>The buttons under an incident, in their order.</extracomment>
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
        <source>Nothing to sign</source>
        <translation>无待签收任务</translation>
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
    <name>RhythmChart</name>
    <message>
        <source>Reported today by hour: {n} in all</source>
        <extracomment>How often the bars are counted anew while incidents arrive.</extracomment>
        <translation>今日各时段上报量，共{n}起</translation>
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
        <source>software decoding</source>
        <translation>软件解码</translation>
    </message>
    <message>
        <source>hardware decoding</source>
        <translation>硬件解码</translation>
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
    <name>TextDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enter sends   Shift+Enter new line</source>
        <translation>回车 提交   Shift+回车 换行</translation>
    </message>
    <message>
        <source>Write it, or press a number</source>
        <translation>请填写，或按数字键选用</translation>
    </message>
    <message>
        <source>Words are needed here</source>
        <translation>此处必须填写</translation>
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
        <translation>没有符合条件的力量</translation>
    </message>
</context>
<context>
    <name>UnitTableModel</name>
    <message>
        <source>Status</source>
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
    <name>WallWindow</name>
    <message>
        <source>Video wall</source>
        <extracomment>As the desk&apos;s.</extracomment>
        <translation>视频大屏</translation>
    </message>
    <message>
        <source>Showing: {incident}</source>
        <translation>正在查看：{incident}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{n} m</source>
        <extracomment>A unit&apos;s position older than this is shown as stale.</extracomment>
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
        <translation>办结</translation>
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
        <translation>指挥坐席</translation>
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
        <translation>上报</translation>
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
        <translation>上报上级</translation>
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
        <source>Send back</source>
        <translation>退单</translation>
    </message>
    <message>
        <source>Redo</source>
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
        <source>Urge</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>督办</translation>
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
        <source>To the wall</source>
        <translation>上墙</translation>
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
        <translation>平台无法识别该请求</translation>
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
        <translation>请求过于频繁，正在重试</translation>
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
</context>
</TS>
