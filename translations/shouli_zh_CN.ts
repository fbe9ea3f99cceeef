<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ErrorText</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Everything entered on this computer is kept.</source>
        <translation>本机录入的内容全部保留。</translation>
    </message>
    <message>
        <source>Call the county&apos;s IT staff and read them the line below.</source>
        <translation>请联系县里的技术人员，把下面这一行念给他们听。</translation>
    </message>
    <message>
        <source>The program tried something it cannot do.</source>
        <translation>程序试图做一件做不到的事。</translation>
    </message>
    <message>
        <source>It was stopped, as you asked.</source>
        <translation>已按您的要求停止。</translation>
    </message>
    <message>
        <source>What was finished before is kept.</source>
        <translation>此前完成的都已保留。</translation>
    </message>
    <message>
        <source>Start it again whenever you like.</source>
        <translation>需要时随时可以重新开始。</translation>
    </message>
    <message>
        <source>This was made by a newer version of Shouli.</source>
        <translation>这是较新版本的“受理”生成的。</translation>
    </message>
    <message>
        <source>Have this computer&apos;s Shouli updated, then try again.</source>
        <translation>请先升级本机的“受理”，再试一次。</translation>
    </message>
    <message>
        <source>This computer has not enough free memory for that.</source>
        <translation>本机可用内存不足，做不了这一步。</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>请关闭其他程序后再试。</translation>
    </message>
    <message>
        <source>A file that is needed is not there.</source>
        <translation>需要的文件不存在。</translation>
    </message>
    <message>
        <source>Check that the drive or folder is connected, then try again.</source>
        <translation>请确认磁盘或文件夹已接上，再试一次。</translation>
    </message>
    <message>
        <source>A file cannot be read.</source>
        <translation>有一个文件读不出来。</translation>
    </message>
    <message>
        <source>Check the file or the USB stick, or take another copy of it.</source>
        <translation>请检查这个文件或U盘，或换一份副本。</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>有一个文件写不进去。</translation>
    </message>
    <message>
        <source>The file that was there before is unharmed.</source>
        <translation>原来的文件完好无损。</translation>
    </message>
    <message>
        <source>Choose another folder, or check that the drive is not write-protected.</source>
        <translation>请换一个文件夹，或检查磁盘是否写保护。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>All that was saved before is kept; this last step was not saved.</source>
        <translation>此前保存的全部保留，只有最后这一步没有保存。</translation>
    </message>
    <message>
        <source>Free some space or call IT, then do the last step again.</source>
        <translation>请腾出空间或联系技术人员，再重做最后一步。</translation>
    </message>
    <message>
        <source>This office&apos;s data file is not where it should be.</source>
        <translation>本单位的数据文件不在应在的位置。</translation>
    </message>
    <message>
        <source>Nothing was created in its place.</source>
        <translation>没有另建新文件。</translation>
    </message>
    <message>
        <source>Do not set the computer up anew. Call the county&apos;s IT staff; they can restore it.</source>
        <translation>请不要重新安装设置。联系县里的技术人员，他们可以恢复。</translation>
    </message>
    <message>
        <source>This office&apos;s data file is empty.</source>
        <translation>本单位的数据文件是空的。</translation>
    </message>
    <message>
        <source>It was not touched, and nothing was created in its place.</source>
        <translation>没有动它，也没有另建新文件。</translation>
    </message>
    <message>
        <source>Part of this office&apos;s data file is damaged.</source>
        <translation>本单位的数据文件有一部分损坏。</translation>
    </message>
    <message>
        <source>What has reached the county is safe there; the damaged file was left as it is.</source>
        <translation>已到县里的数据都安全，损坏的文件保持原样。</translation>
    </message>
    <message>
        <source>Stop work on this computer and call the county&apos;s IT staff.</source>
        <translation>请停止使用本机，并联系县里的技术人员。</translation>
    </message>
    <message>
        <source>The data file belongs to another office or another set-up.</source>
        <translation>这个数据文件属于别的单位或另一次安装。</translation>
    </message>
    <message>
        <source>It was not opened and not changed.</source>
        <translation>没有打开，也没有改动。</translation>
    </message>
    <message>
        <source>Call the county&apos;s IT staff; they can tell which file belongs here.</source>
        <translation>请联系县里的技术人员，由他们辨认本机该用哪个文件。</translation>
    </message>
    <message>
        <source>The key does not open this office&apos;s data file.</source>
        <translation>密钥打不开本单位的数据文件。</translation>
    </message>
    <message>
        <source>Shouli is already open on this computer.</source>
        <translation>本机已经打开了“受理”。</translation>
    </message>
    <message>
        <source>Use the window that is open, or close it first.</source>
        <translation>请使用已打开的窗口，或先把它关闭。</translation>
    </message>
    <message>
        <source>The data file cannot be used safely on this disk.</source>
        <translation>数据文件在这块磁盘上不能安全使用。</translation>
    </message>
    <message>
        <source>It was not opened, so nothing is at risk.</source>
        <translation>没有打开，因此没有风险。</translation>
    </message>
    <message>
        <source>The data file was written by a newer version of Shouli.</source>
        <translation>数据文件是较新版本的“受理”写入的。</translation>
    </message>
    <message>
        <source>Have this computer&apos;s Shouli updated.</source>
        <translation>请升级本机的“受理”。</translation>
    </message>
    <message>
        <source>The data file is older than it should be: part of its history is missing.</source>
        <translation>数据文件比应有的旧：缺了一段历史。</translation>
    </message>
    <message>
        <source>What has reached the county is safe there; the file was not changed.</source>
        <translation>已到县里的数据都安全，这个文件没有改动。</translation>
    </message>
    <message>
        <source>Stop work on this computer and call the county&apos;s IT staff. It may be an old copy.</source>
        <translation>请停止使用本机，并联系县里的技术人员。它可能是一份旧副本。</translation>
    </message>
    <message>
        <source>The data file did not accept this step.</source>
        <translation>数据文件没有接受这一步。</translation>
    </message>
    <message>
        <source>Try once more. If it happens again, call the county&apos;s IT staff.</source>
        <translation>请再试一次；若仍不行，请联系县里的技术人员。</translation>
    </message>
    <message>
        <source>Something encrypted could not be opened.</source>
        <translation>有一项加密内容无法解开。</translation>
    </message>
    <message>
        <source>A signature does not match: the data is not from who it claims to be from, or was altered.</source>
        <translation>签名不符：数据不是来自所称的一方，或被改动过。</translation>
    </message>
    <message>
        <source>It was refused; nothing was changed.</source>
        <translation>已拒绝使用，没有任何改动。</translation>
    </message>
    <message>
        <source>Do not use it. Call the county&apos;s IT staff.</source>
        <translation>请不要使用它，并联系县里的技术人员。</translation>
    </message>
    <message>
        <source>A key is incomplete or mistyped.</source>
        <translation>密钥不完整或输入有误。</translation>
    </message>
    <message>
        <source>Enter or fetch the key again.</source>
        <translation>请重新输入或获取密钥。</translation>
    </message>
    <message>
        <source>The passphrase is not right.</source>
        <translation>口令不对。</translation>
    </message>
    <message>
        <source>Look at Caps Lock and at the input method, then type it again.</source>
        <translation>请看一下大写锁定和输入法，再输入一次。</translation>
    </message>
    <message>
        <source>The passphrase is too easy to guess.</source>
        <translation>这个口令太容易被猜到。</translation>
    </message>
    <message>
        <source>The old one still holds.</source>
        <translation>原来的口令仍然有效。</translation>
    </message>
    <message>
        <source>Take a longer one: four unrelated words are easy to remember.</source>
        <translation>请换长一些的：四个不相干的词就好记。</translation>
    </message>
    <message>
        <source>Too many wrong passphrases.</source>
        <translation>口令输错次数太多。</translation>
    </message>
    <message>
        <source>Everything entered is kept.</source>
        <translation>录入的内容全部保留。</translation>
    </message>
    <message>
        <source>Wait a little, then try again. If you have forgotten it, the county can set a new one by telephone.</source>
        <translation>请稍等再试。如果忘了口令，给县里打个电话就能重设。</translation>
    </message>
    <message>
        <source>The file with this office&apos;s keys is not there.</source>
        <translation>本单位的密钥文件不存在。</translation>
    </message>
    <message>
        <source>The data is still there, locked.</source>
        <translation>数据还在，只是锁着。</translation>
    </message>
    <message>
        <source>Do not set the computer up anew. Call the county&apos;s IT staff; they hold the recovery key.</source>
        <translation>请不要重新安装设置。联系县里的技术人员，他们有恢复密钥。</translation>
    </message>
    <message>
        <source>The file with this office&apos;s keys is damaged.</source>
        <translation>本单位的密钥文件损坏。</translation>
    </message>
    <message>
        <source>The file with the keys belongs to another office or another data file.</source>
        <translation>这个密钥文件属于别的单位或别的数据文件。</translation>
    </message>
    <message>
        <source>This person is not on this office&apos;s staff list.</source>
        <translation>此人不在本单位的人员名单上。</translation>
    </message>
    <message>
        <source>Ask the person in charge of the office to add them, or wait until the list has arrived from the county.</source>
        <translation>请本单位负责人添加，或等县里的名单到达。</translation>
    </message>
    <message>
        <source>Your role does not allow this step.</source>
        <translation>您的岗位没有这一步的权限。</translation>
    </message>
    <message>
        <source>Ask a colleague whose role it is, or the person in charge of the office.</source>
        <translation>请有此权限的同事或本单位负责人办理。</translation>
    </message>
    <message>
        <source>A change that was received cannot be understood.</source>
        <translation>收到的一条变更无法识别。</translation>
    </message>
    <message>
        <source>It was set aside; everything else is kept.</source>
        <translation>它已另外存放，其余内容全部保留。</translation>
    </message>
    <message>
        <source>The record of changes has a gap or was altered.</source>
        <translation>变更记录有缺口或被改动过。</translation>
    </message>
    <message>
        <source>What has reached the county is safe there; nothing more is sent until this is settled.</source>
        <translation>已到县里的数据都安全；查清之前不再发送。</translation>
    </message>
    <message>
        <source>Work may go on. Call the county&apos;s IT staff today.</source>
        <translation>可以继续工作，请当天联系县里的技术人员。</translation>
    </message>
    <message>
        <source>This computer&apos;s data was copied, or restored from an old copy.</source>
        <translation>本机的数据被复制过，或从旧副本恢复过。</translation>
    </message>
    <message>
        <source>Nothing is lost. From now on this computer has a number of its own at the county.</source>
        <translation>没有丢失任何内容。从现在起，本机在县里另有自己的编号。</translation>
    </message>
    <message>
        <source>Go on working. If nobody copied or restored this computer on purpose, call the county&apos;s IT staff.</source>
        <translation>请继续工作。如果没有人有意复制或恢复过本机，请联系县里的技术人员。</translation>
    </message>
    <message>
        <source>The county cannot be reached just now.</source>
        <translation>现在连不上县里。</translation>
    </message>
    <message>
        <source>Everything entered is kept here and is sent by itself when the link is back.</source>
        <translation>录入的内容都保存在本机，网络恢复后自动发送。</translation>
    </message>
    <message>
        <source>Go on working. Nothing else needs to be done.</source>
        <translation>请继续工作，不用做别的。</translation>
    </message>
    <message>
        <source>The county&apos;s server reported a fault.</source>
        <translation>县里的服务器报告有故障。</translation>
    </message>
    <message>
        <source>Everything entered is kept here and is sent again by itself.</source>
        <translation>录入的内容都保存在本机，会自动重新发送。</translation>
    </message>
    <message>
        <source>Go on working. If it lasts more than a day, call the county&apos;s IT staff.</source>
        <translation>请继续工作；若超过一天仍这样，请联系县里的技术人员。</translation>
    </message>
    <message>
        <source>The county&apos;s server is busy.</source>
        <translation>县里的服务器正忙。</translation>
    </message>
    <message>
        <source>The server that answered is not this county&apos;s server.</source>
        <translation>应答的不是本县的服务器。</translation>
    </message>
    <message>
        <source>Nothing was sent to it.</source>
        <translation>没有向它发送任何内容。</translation>
    </message>
    <message>
        <source>Do not go on connecting. Call the county&apos;s IT staff.</source>
        <translation>请不要继续连接，并联系县里的技术人员。</translation>
    </message>
    <message>
        <source>The enrolment code is not right.</source>
        <translation>注册码不对。</translation>
    </message>
    <message>
        <source>Compare it with the sheet, letter by letter, and type it again.</source>
        <translation>请对照单子逐字核对，再输入一次。</translation>
    </message>
    <message>
        <source>This enrolment code was used before.</source>
        <translation>这个注册码已经用过。</translation>
    </message>
    <message>
        <source>Ask the county&apos;s IT staff for a new one; each is good for one computer.</source>
        <translation>请向县里的技术人员要一个新的，每个只能用于一台电脑。</translation>
    </message>
    <message>
        <source>This enrolment code has expired.</source>
        <translation>这个注册码已过期。</translation>
    </message>
    <message>
        <source>Ask the county&apos;s IT staff for a new one.</source>
        <translation>请向县里的技术人员要一个新的。</translation>
    </message>
    <message>
        <source>The county has withdrawn this computer&apos;s access.</source>
        <translation>县里已停用本机的接入权限。</translation>
    </message>
    <message>
        <source>What was sent before is safe at the county; nothing more is sent from here.</source>
        <translation>此前发送的在县里都安全；本机不再发送。</translation>
    </message>
    <message>
        <source>Call the county&apos;s IT staff.</source>
        <translation>请联系县里的技术人员。</translation>
    </message>
    <message>
        <source>A message from the county cannot be understood.</source>
        <translation>县里发来的一条消息无法识别。</translation>
    </message>
    <message>
        <source>It was not used. Everything entered is kept.</source>
        <translation>没有使用它。录入的内容全部保留。</translation>
    </message>
    <message>
        <source>Go on working. It is asked for again by itself; if it lasts, call the county&apos;s IT staff.</source>
        <translation>请继续工作，程序会自动重新获取；若一直这样，请联系县里的技术人员。</translation>
    </message>
    <message>
        <source>A file or message is larger than is allowed.</source>
        <translation>文件或消息超过允许的大小。</translation>
    </message>
    <message>
        <source>Take a smaller one, or split it.</source>
        <translation>请换小一些的，或把它拆开。</translation>
    </message>
    <message>
        <source>This version of Shouli is too old for the county&apos;s server.</source>
        <translation>本机的“受理”版本太旧，县里的服务器已不支持。</translation>
    </message>
    <message>
        <source>Everything entered is kept here until it can be sent.</source>
        <translation>录入的内容都保存在本机，直到能够发送。</translation>
    </message>
    <message>
        <source>Go on working, and have this computer&apos;s Shouli updated soon.</source>
        <translation>请继续工作，并尽快升级本机的“受理”。</translation>
    </message>
    <message>
        <source>The county&apos;s server was restored from a backup.</source>
        <translation>县里的服务器从备份恢复过。</translation>
    </message>
    <message>
        <source>Everything entered here is kept; what the server lost is sent to it again by itself.</source>
        <translation>本机录入的内容全部保留；服务器缺失的部分会自动补发。</translation>
    </message>
    <message>
        <source>The service catalogue that arrived is damaged.</source>
        <translation>收到的事项目录损坏。</translation>
    </message>
    <message>
        <source>The one in use before stays in use.</source>
        <translation>继续使用原来的目录。</translation>
    </message>
    <message>
        <source>Go on working. It is fetched again by itself.</source>
        <translation>请继续工作，程序会自动重新获取。</translation>
    </message>
    <message>
        <source>This service is not in this computer&apos;s catalogue.</source>
        <translation>本机的事项目录里没有这个事项。</translation>
    </message>
    <message>
        <source>Wait until the newest catalogue has arrived from the county, or choose another service.</source>
        <translation>请等县里的最新目录到达，或选择其他事项。</translation>
    </message>
    <message>
        <source>The official calendar of working days is damaged or missing.</source>
        <translation>法定工作日历损坏或缺失。</translation>
    </message>
    <message>
        <source>Cases are kept; their time limits cannot be worked out just now.</source>
        <translation>办件都已保留，只是暂时算不出时限。</translation>
    </message>
    <message>
        <source>This resident is not in this office&apos;s register.</source>
        <translation>本单位的居民台账里没有此人。</translation>
    </message>
    <message>
        <source>Search again by name or telephone, or enter them as new.</source>
        <translation>请用姓名或电话再查一次，或新增居民。</translation>
    </message>
    <message>
        <source>This ID number cannot exist: its date, region or last digit does not fit.</source>
        <translation>这个身份证号不可能存在：日期、地区或末位校验不符。</translation>
    </message>
    <message>
        <source>What was typed is still there.</source>
        <translation>输入的内容还在。</translation>
    </message>
    <message>
        <source>Compare it with the ID card, digit by digit.</source>
        <translation>请对照身份证逐位核对。</translation>
    </message>
    <message>
        <source>Something that must be known about the resident is missing.</source>
        <translation>居民的必填信息还缺。</translation>
    </message>
    <message>
        <source>What was typed is kept as a draft.</source>
        <translation>输入的内容已存为草稿。</translation>
    </message>
    <message>
        <source>Fill in what is marked, then save again.</source>
        <translation>请补填标出的项目，再保存。</translation>
    </message>
    <message>
        <source>This case is not on this computer.</source>
        <translation>本机没有这个办件。</translation>
    </message>
    <message>
        <source>Check the number. A case just accepted elsewhere arrives with the next exchange with the county.</source>
        <translation>请核对编号。别处刚受理的办件，下次与县里同步后才会到达。</translation>
    </message>
    <message>
        <source>The case is not at a point where this can be done.</source>
        <translation>办件目前的环节不能做这一步。</translation>
    </message>
    <message>
        <source>Look at its stages: somebody may have dealt with it meanwhile.</source>
        <translation>请看它的环节：可能已有人办理。</translation>
    </message>
    <message>
        <source>This stage belongs to another office.</source>
        <translation>这个环节由别的单位办理。</translation>
    </message>
    <message>
        <source>The office that has the case is shown at its stages.</source>
        <translation>办件现在哪个单位，见它的环节。</translation>
    </message>
    <message>
        <source>A reason is needed for this step.</source>
        <translation>这一步需要写明理由。</translation>
    </message>
    <message>
        <source>Type the reason, or choose a usual phrase; the resident will read it.</source>
        <translation>请输入理由或选择常用语，居民会看到它。</translation>
    </message>
    <message>
        <source>This computer has used up its case numbers.</source>
        <translation>本机的受理编号已用完。</translation>
    </message>
    <message>
        <source>The case is kept as a draft.</source>
        <translation>办件已存为草稿。</translation>
    </message>
    <message>
        <source>Connect to the county to get new numbers. Meanwhile accept cases on another computer.</source>
        <translation>请连接县里领取新编号；在此之前请用另一台电脑受理。</translation>
    </message>
    <message>
        <source>The layout of this form is damaged.</source>
        <translation>这张表单的版式损坏。</translation>
    </message>
    <message>
        <source>The case is saved; only the paper is missing.</source>
        <translation>办件已保存，只差纸质材料。</translation>
    </message>
    <message>
        <source>Fetch the form templates again in Settings, then print once more.</source>
        <translation>请在“设置”中重新获取表单模板，再打印。</translation>
    </message>
    <message>
        <source>A font needed for this paper is not installed.</source>
        <translation>打印所需的字体没有安装。</translation>
    </message>
    <message>
        <source>Call the county&apos;s IT staff to have the fonts installed, then print once more.</source>
        <translation>请县里的技术人员安装字体，再打印。</translation>
    </message>
    <message>
        <source>The printer cannot be reached.</source>
        <translation>连不上打印机。</translation>
    </message>
    <message>
        <source>Check its power, cable and paper, then print once more, or print on another printer.</source>
        <translation>请检查电源、连线和纸张后重新打印，或换一台打印机。</translation>
    </message>
    <message>
        <source>Printing did not succeed.</source>
        <translation>打印没有成功。</translation>
    </message>
    <message>
        <source>Look at the printer, then print once more.</source>
        <translation>请看一下打印机，再打印一次。</translation>
    </message>
    <message>
        <source>This code is not one of Shouli&apos;s, or only part of it was read.</source>
        <translation>这不是“受理”的码，或只读到一部分。</translation>
    </message>
    <message>
        <source>Hold the card flat and scan it again, or type the case number.</source>
        <translation>请把卡片放平再扫一次，或输入受理编号。</translation>
    </message>
    <message>
        <source>This card is from another county.</source>
        <translation>这是外县的卡。</translation>
    </message>
    <message>
        <source>Send the resident to the office named on the card.</source>
        <translation>请居民到卡上写明的单位办理。</translation>
    </message>
    <message>
        <source>This card was not issued by an office of this county: its signature does not fit.</source>
        <translation>这张卡不是本县单位签发的：签名不符。</translation>
    </message>
    <message>
        <source>Do not hand anything out on it. Look the case up by name, and tell the person in charge.</source>
        <translation>请不要凭它发放任何东西。用姓名查找办件，并报告负责人。</translation>
    </message>
    <message>
        <source>The office that issued this card is not yet known on this computer.</source>
        <translation>本机还没有签发这张卡的单位的信息。</translation>
    </message>
    <message>
        <source>Connect to the county and scan again, or look the case up by its number.</source>
        <translation>请连接县里后再扫，或用编号查找办件。</translation>
    </message>
    <message>
        <source>This card was issued after its computer had been withdrawn, or bears a date in the future.</source>
        <translation>这张卡是在签发电脑停用之后签发的，或日期在将来。</translation>
    </message>
    <message>
        <source>No code was found in the picture.</source>
        <translation>图片中没有找到二维码。</translation>
    </message>
    <message>
        <source>Take a sharper picture of the whole code in good light, or scan the card.</source>
        <translation>请在光线好的地方把整个码拍清楚，或直接扫卡。</translation>
    </message>
    <message>
        <source>The proxy of this network does not answer.</source>
        <translation>本单位网络的代理服务器没有应答。</translation>
    </message>
    <message>
        <source>The proxy of this network does not let through to the county.</source>
        <translation>本单位网络的代理服务器不放行到县里的连接。</translation>
    </message>
    <message>
        <source>Call whoever looks after the network: the county&apos;s server must be allowed.</source>
        <translation>请联系管网络的人：要放行县里的服务器。</translation>
    </message>
    <message>
        <source>The proxy of this network wants a name and a password.</source>
        <translation>本单位网络的代理服务器要求用户名和密码。</translation>
    </message>
    <message>
        <source>Go on working. If it lasts, call whoever looks after the network.</source>
        <translation>请继续工作。如果一直这样，请联系管网络的人。</translation>
    </message>
    <message>
        <source>Call whoever looks after the network: they belong into the settings of the operating system.</source>
        <translation>请联系管网络的人：用户名和密码要填在操作系统的代理设置里。</translation>
    </message>
    <message>
        <source>This was erased on lawful request.</source>
        <translation>该信息已依法删除。</translation>
    </message>
    <message>
        <source>Nothing can be written about it any more. Whoever comes again is registered anew.</source>
        <translation>不能再对其作任何登记。本人再来办事的，重新登记。</translation>
    </message>
</context>
<context>
    <name>KeyCap</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>shouli::app::access::PassphraseForm</name>
    <message>
        <source>Your passphrase</source>
        <translation>您的口令</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>现在的口令</translation>
    </message>
    <message>
        <source>PIN for today</source>
        <translation>当班 PIN 码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>Type your passphrase first.</source>
        <translation>请先输入您的口令。</translation>
    </message>
    <message>
        <source>%1 to %2 digits, not just counting or repeating.</source>
        <translation>%1 至 %2 位数字，不能是顺序数或同一个数字。</translation>
    </message>
    <message>
        <source>Too easy to guess. Four unrelated words are easy to remember.</source>
        <translation>太容易被猜到。四个不相干的词就好记。</translation>
    </message>
    <message>
        <source>That is the present one.</source>
        <translation>这就是现在的口令。</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>两次输入还不一致。</translation>
    </message>
    <message>
        <source>%1 digits or more. It holds until the program ends, a shift long at most.</source>
        <translation>%1 位以上数字。程序退出即失效，最多用一个班次。</translation>
    </message>
    <message>
        <source>Nobody else knows it, not even the administrator.</source>
        <translation>只有您自己知道，管理员也不知道。</translation>
    </message>
    <message>
        <source>Fair. Another word would make it strong.</source>
        <translation>尚可。再加一个词就很牢靠。</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>很牢靠。</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Use this PIN</source>
        <translation>启用这个 PIN 码</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更改口令</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::CaseFinder</name>
    <message>
        <source>No case of that name or number is held by this office. Check the spelling, or scan the card.</source>
        <translation>本单位没有该姓名或编号的件。请核对输入，或扫受理卡。</translation>
    </message>
    <message>
        <source>There may be more; type more to narrow down.</source>
        <translation>可能还有更多，请继续输入以缩小范围。</translation>
    </message>
    <message>
        <source>%1 (%2) was transferred to %3 on %4.</source>
        <translation>%1（%2）已于 %4 转办到%3。</translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::CasePane</name>
    <message>
        <source>No case is open</source>
        <translation>未打开任何件</translation>
    </message>
    <message>
        <source>Choose one, or scan a card.</source>
        <translation>请在左侧选择，或扫受理卡。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The catalogue this case was accepted under (%1) has not reached this computer yet.</source>
        <translation>该件受理时所依的事项目录（%1）尚未到达本机。</translation>
    </message>
    <message>
        <source>Sent back by %1: %2</source>
        <translation>%1退回：%2</translation>
    </message>
    <message>
        <source>To be put right: %1</source>
        <translation>需补正：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Refused: %1 (%2)</source>
        <translation>不予批准：%1（%2）</translation>
    </message>
    <message>
        <source>Withdrawn at the applicant&apos;s wish.</source>
        <translation>申请人已撤回申请。</translation>
    </message>
    <message>
        <source>%1 acts for the applicant.</source>
        <translation>由%1代办。</translation>
    </message>
    <message numerus="yes">
        <source>%n steps had no effect: somebody else was faster, or this version does not know them.</source>
        <translation>
            <numerusform>有 %n 个步骤未生效：他人已先办理，或本版本不认识该步骤。</numerusform>
        </translation>
    </message>
    <message>
        <source>came on %1</source>
        <translation>%1 补交</translation>
    </message>
    <message>
        <source>follows by %1; holds up the result, not the review</source>
        <translation>容缺至 %1，不影响审核，影响发证</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>待补交</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已核验</translation>
    </message>
    <message>
        <source>checked by %1</source>
        <translation>%1已验</translation>
    </message>
    <message>
        <source>from the register</source>
        <translation>台账已有</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>, %n tolerated</source>
        <translation>
            <numerusform>，容缺 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n missing</source>
        <translation>
            <numerusform>，待补 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>From the register</source>
        <translation>台账要点</translation>
    </message>
    <message>
        <source>not held by this office</source>
        <translation>本单位没有此人的台账</translation>
    </message>
    <message>
        <source>this look is recorded</source>
        <translation>本次查看已记录</translation>
    </message>
    <message>
        <source>%1 · at the county</source>
        <translation>%1 · 已到县里</translation>
    </message>
    <message>
        <source>%1 · not sent yet</source>
        <translation>%1 · 待发</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>none so far</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Found out</source>
        <translation>查明情况</translation>
    </message>
    <message>
        <source>Transferred to %1: %2</source>
        <translation>转办到%1：%2</translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::CaseWords</name>
    <message>
        <source>not accepted</source>
        <translation>未受理</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>to be put right</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停表</translation>
    </message>
    <message>
        <source>approved, to be delivered</source>
        <translation>已批准，待送达</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>不予批准</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>the clock</comment>
        <translation>停表</translation>
    </message>
    <message numerus="yes">
        <source>%n days late</source>
        <translation>
            <numerusform>超 %n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>left</comment>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>put right</source>
        <translation>补正中</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等补正</translation>
    </message>
    <message>
        <source>same day</source>
        <translation>当日</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>calendar days, under a stage</comment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::casework::RegisterNotes</name>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n 岁</numerusform>
        </translation>
    </message>
    <message>
        <source>lives alone</source>
        <translation>独居</translation>
    </message>
    <message numerus="yes">
        <source>%n persons in the household</source>
        <translation>
            <numerusform>家庭 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>%1 核实</translation>
    </message>
    <message>
        <source>recorded as deceased</source>
        <translation>台账记为已故</translation>
    </message>
    <message>
        <source>review %1</source>
        <translation>%1 复核</translation>
    </message>
    <message>
        <source>%1 %2, away</source>
        <translation>%1 %2 外出</translation>
    </message>
    <message>
        <source>Erased on lawful request</source>
        <translation>已依法删除</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::ApplicantPane</name>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n 岁</numerusform>
        </translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>户籍</translation>
    </message>
    <message>
        <source>%1 · review %2</source>
        <translation>%1 · %2 复核</translation>
    </message>
    <message>
        <source>the applicant</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>%1 · away (%2)</source>
        <translation>%1 · 外出（%2）</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭</translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>共 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>head: %1 · %n persons</source>
        <translation>
            <numerusform>户主：%1&#x3000;共 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n days left</source>
        <translation>
            <numerusform>%1 · 剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有</translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>May qualify, not yet applied: %1</source>
        <translation>可主动提醒，可能符合而未办：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::CounterPage</name>
    <message>
        <source>Counter</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>choose a line</source>
        <translation>选择一行</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>tick a paper</source>
        <translation>勾选材料</translation>
    </message>
    <message>
        <source>the paper follows later</source>
        <translation>容缺，后补材料</translation>
    </message>
    <message>
        <source>answer a question</source>
        <translation>回答是或否</translation>
    </message>
    <message>
        <source>Accept and print</source>
        <translation>受理并打印</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>完整号码</translation>
    </message>
    <message>
        <source>Show the whole ID number; this is logged</source>
        <translation>显示完整身份证号，此操作会留痕</translation>
    </message>
    <message>
        <source>Put down, next</source>
        <translation>放下，下一位</translation>
    </message>
    <message>
        <source>Accepted: %1</source>
        <translation>已受理：%1</translation>
    </message>
    <message>
        <source>Who is at the counter?</source>
        <translation>请问是哪位居民？</translation>
    </message>
    <message>
        <source>Scan a card, or type a name, pinyin, an ID number or a telephone number.</source>
        <translation>扫受理卡，或输入姓名、拼音、身份证号、电话。</translation>
    </message>
    <message>
        <source>Last papers</source>
        <translation>上一件材料</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Look at the form as it will be printed; choose the printer</source>
        <translation>查看将要打印的表，选择打印机</translation>
    </message>
    <message numerus="yes">
        <source>%n papers kept as PDF</source>
        <translation>
            <numerusform>%n 份已存 PDF</numerusform>
        </translation>
    </message>
    <message>
        <source>given to %1</source>
        <translation>已交打印机 %1</translation>
    </message>
    <message>
        <source>no printer is installed</source>
        <translation>本机未装打印机</translation>
    </message>
    <message>
        <source>New resident</source>
        <translation>新增居民</translation>
    </message>
    <message>
        <source>Ctrl+N adds a new resident.</source>
        <translation>按 Ctrl+N 新增居民。</translation>
    </message>
    <message>
        <source>Look at the last papers, print them again, choose the printer</source>
        <translation>查看上一件的材料，再次打印，选择打印机</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>正在保存。</translation>
    </message>
    <message>
        <source>Tell only</source>
        <translation>只告知，不受理</translation>
    </message>
    <message>
        <source>No paper is missing.</source>
        <translation>材料不缺。</translation>
    </message>
    <message>
        <source>Print the one-off notice of what is missing; nothing is accepted</source>
        <translation>打印一次性告知书，写明所缺材料；不受理</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代办人</translation>
    </message>
    <message>
        <source>Who came for the resident</source>
        <translation>代办人</translation>
    </message>
    <message numerus="yes">
        <source>Told once what is missing: %n papers</source>
        <translation>
            <numerusform>已一次性告知：缺 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Begun on %1: go on. Esc begins anew.</source>
        <translation>%1 开始填写，尚未受理，可接着办；按 Esc 重新开始。</translation>
    </message>
    <message>
        <source>What was begun earlier cannot be read. It is kept aside and nothing else is lost: begin anew.</source>
        <translation>之前开始填写的内容无法读取，已另存，其他内容没有丢失：请重新开始。</translation>
    </message>
    <message>
        <source>scan, name, pinyin, ID number, telephone, address</source>
        <translation>扫码、姓名、拼音、身份证号、电话、地址</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::FindingText</name>
    <message>
        <source>This service is not offered any more.</source>
        <translation>本事项已停办。</translation>
    </message>
    <message>
        <source>Choose the kind of the service.</source>
        <translation>请选择办理类型。</translation>
    </message>
    <message>
        <source>The applicant has no name in the register.</source>
        <translation>台账中申请人没有姓名。</translation>
    </message>
    <message>
        <source>By the register, the applicant has died.</source>
        <translation>台账显示申请人已去世。</translation>
    </message>
    <message>
        <source>Choose whom it is for.</source>
        <translation>请选择为谁办理。</translation>
    </message>
    <message>
        <source>A household applies for this, and the applicant is in none.</source>
        <translation>本事项以家庭申请，申请人不在任何户中。</translation>
    </message>
    <message>
        <source>The resident must come in person for this service.</source>
        <translation>本事项须本人到场。</translation>
    </message>
    <message>
        <source>Name and telephone number of who came for the resident are missing (F7).</source>
        <translation>缺代办人姓名和电话（F7）。</translation>
    </message>
    <message>
        <source>To be answered: %1</source>
        <translation>待回答：%1</translation>
    </message>
    <message>
        <source>Say whether this paper is needed: %1</source>
        <translation>请说明是否需要：%1</translation>
    </message>
    <message>
        <source>This paper cannot follow later: %1</source>
        <translation>不能容缺：%1</translation>
    </message>
    <message>
        <source>By which day does this paper follow: %1</source>
        <translation>请定补交日期：%1</translation>
    </message>
    <message>
        <source>A condition is not met: type below why it is accepted all the same.</source>
        <translation>有条件不符合：请在下面写明仍予受理的理由。</translation>
    </message>
    <message>
        <source>A corrected record has no name.</source>
        <translation>更正后的记录没有姓名。</translation>
    </message>
    <message>
        <source>Still missing: %1</source>
        <translation>还缺：%1</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::MaterialsPane</name>
    <message>
        <source>show the original</source>
        <translation>验原件</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原件</translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <translation>
            <numerusform>复印 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>in the register, not asked for</source>
        <translation>台账有，免交</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>follows by %1</source>
        <translation>容缺至 %1</translation>
    </message>
    <message>
        <source>needed? Space: brought, N: not needed</source>
        <translation>是否需要？空格已带，N 不需要</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Space ticks · %1 of %2 here</source>
        <translation>空格勾选&#x3000;已收 %1 / %2</translation>
    </message>
    <message>
        <source>Will be printed</source>
        <translation>将打印</translation>
    </message>
    <message>
        <source>Application form</source>
        <translation>申请表</translation>
    </message>
    <message>
        <source>filled in from the register</source>
        <translation>台账预填</translation>
    </message>
    <message>
        <source>Acceptance card</source>
        <translation>民生事务受理卡</translation>
    </message>
    <message>
        <source>with the code</source>
        <translation>含二维码</translation>
    </message>
    <message>
        <source>All is here. Promised by %1.</source>
        <translation>材料齐全，承诺 %1 前办结。</translation>
    </message>
    <message>
        <source>Some papers follow by the promised day. Accept now; the result is handed out when they are here.</source>
        <translation>部分材料容缺后补：可先受理，补齐后发放结果。</translation>
    </message>
    <message>
        <source>Tick the papers and answer the questions; then F12.</source>
        <translation>勾选材料、回答问题，然后按 F12。</translation>
    </message>
    <message>
        <source>Notice of papers that follow</source>
        <translation>容缺受理告知书</translation>
    </message>
    <message>
        <source>two copies</source>
        <translation>2 份</translation>
    </message>
    <message>
        <source>One-off notice of what is missing</source>
        <translation>一次性告知书</translation>
    </message>
    <message>
        <source>two copies, F6</source>
        <translation>2 份，按 F6</translation>
    </message>
    <message>
        <source>Papers are missing that cannot follow later: the case cannot be accepted yet. Tick what is here, then F6: the notice names the rest, once.</source>
        <translation>缺少不能容缺的材料，暂时不能受理。勾选已带的材料，再按 F6：告知书一次写明其余材料。</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::ProxyDialog</name>
    <message>
        <source>Who came for the resident</source>
        <translation>代办人</translation>
    </message>
    <message>
        <source>Leave all empty if the resident came in person.</source>
        <translation>本人到场的，全部留空。</translation>
    </message>
    <message>
        <source>One of the family: ↑↓, Enter. Or Tab, and type. Leave all empty if the resident came in person.</source>
        <translation>家庭成员：↑↓ 选择，Enter。其他人：按 Tab 后键入。本人到场的，全部留空。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Relation to the resident</source>
        <translation>与申请人关系</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A name and a telephone number are needed.</source>
        <translation>请填写姓名和电话。</translation>
    </message>
    <message>
        <source>This ID number cannot exist: its date, region or last digit does not fit. Compare it with the ID card, digit by digit.</source>
        <translation>这个身份证号不可能存在：日期、地区或末位校验不符。请对照身份证逐位核对。</translation>
    </message>
</context>
<context>
    <name>shouli::app::counter::ServicePane</name>
    <message>
        <source>What is it about?</source>
        <translation>办理什么事项？</translation>
    </message>
    <message>
        <source>↑↓ choose, Enter opens</source>
        <translation>↑↓ 选择，Enter 打开</translation>
    </message>
    <message>
        <source>promised: %1</source>
        <translation>承诺 %1</translation>
    </message>
    <message>
        <source>yes or no?</source>
        <translation>是或否？</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>checked against the register; the rest is for a person to judge</source>
        <translation>台账自动核对，其余由人判断</translation>
    </message>
    <message>
        <source>missing: to be written on the form</source>
        <translation>缺，表上手填</translation>
    </message>
    <message>
        <source>To be checked with the resident</source>
        <translation>本次要核对的信息</translation>
    </message>
    <message>
        <source>type to correct; the old value is kept</source>
        <translation>直接键入即改，原值保留</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>银行账号</translation>
    </message>
    <message>
        <source>kind of the service</source>
        <translation>办理类型</translation>
    </message>
    <message>
        <source>whom it is for</source>
        <translation>为谁办理</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Why it is accepted all the same</source>
        <translation>仍予受理的理由</translation>
    </message>
    <message>
        <source>a condition is not met</source>
        <translation>有条件不符合</translation>
    </message>
    <message>
        <source>Came for the resident</source>
        <translation>代办人</translation>
    </message>
</context>
<context>
    <name>shouli::app::delivery::DeliveryPage</name>
    <message>
        <source>Delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>scan a card, or type a name or a case number</source>
        <translation>扫受理卡，或输入姓名、受理编号</translation>
    </message>
    <message>
        <source>another list</source>
        <translation>换一个列表</translation>
    </message>
    <message>
        <source>another case</source>
        <translation>换一件</translation>
    </message>
    <message>
        <source>fill in the step</source>
        <translation>填写这一步</translation>
    </message>
    <message>
        <source>at the counter, at home, by post, by telephone</source>
        <translation>窗口、到家、邮寄、电话</translation>
    </message>
    <message>
        <source>the receipt is signed, or not</source>
        <translation>回证已签收，或未签收</translation>
    </message>
    <message>
        <source>Paper received</source>
        <translation>收到材料</translation>
    </message>
    <message>
        <source>Print receipt</source>
        <translation>打印回证</translation>
    </message>
    <message>
        <source>Another receiver</source>
        <translation>换领取人</translation>
    </message>
    <message>
        <source>The next of the applicant, the proxy and the family</source>
        <translation>依次换为申请人、代办人、家庭成员</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>已领取</translation>
    </message>
    <message>
        <source>Nothing to collect</source>
        <translation>没有可领的</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>已告知</translation>
    </message>
    <message>
        <source>To collect</source>
        <translation>待领取</translation>
    </message>
    <message>
        <source>To hand over</source>
        <translation>待送达</translation>
    </message>
    <message>
        <source>Refusals to tell</source>
        <translation>待告知</translation>
    </message>
    <message>
        <source>Papers owed</source>
        <translation>容缺待补</translation>
    </message>
    <message>
        <source>Nothing to hand over</source>
        <translation>没有待送达的</translation>
    </message>
    <message>
        <source>Nobody is waiting to be told</source>
        <translation>没有待告知的</translation>
    </message>
    <message>
        <source>Nobody owes a paper</source>
        <translation>没有容缺待补的</translation>
    </message>
    <message>
        <source>← → shows the other lists; scanning a card opens its case.</source>
        <translation>按 ← → 看其他列表；扫受理卡直接打开。</translation>
    </message>
    <message>
        <source>“%1” is not in the list of relations (GB/T 4761). Type a word of it, such as 长子, or its code, such as 22.</source>
        <translation>“%1”不在家庭关系代码表（GB/T 4761）里。请填表里的称谓，例如长子，或代码，例如 22。</translation>
    </message>
    <message>
        <source>Collected for %1: %2</source>
        <translation>已为%1领取：%2</translation>
    </message>
    <message>
        <source>Handed over: %1, to %2</source>
        <translation>已送达：%1，领取人%2</translation>
    </message>
    <message>
        <source>Told of the refusal: %1</source>
        <translation>已告知不予办理：%1</translation>
    </message>
    <message>
        <source>Received from %1: %2</source>
        <translation>已收到%1的材料：%2</translation>
    </message>
    <message>
        <source>Print letter</source>
        <translation>打印告知书</translation>
    </message>
    <message>
        <source>The letter with the reason and how to appeal, and the receipt to be signed</source>
        <translation>打印写明理由和救济途径的告知书，以及待签字的送达回证</translation>
    </message>
    <message>
        <source>No printer is installed; kept as PDF: %1</source>
        <translation>未安装打印机，已存为 PDF：%1</translation>
    </message>
    <message>
        <source>To be signed: %1, given to %2</source>
        <translation>待签字：%1，已送 %2 打印</translation>
    </message>
</context>
<context>
    <name>shouli::app::delivery::StepPane</name>
    <message>
        <source>What was collected? Type it, or F6 if there is nothing to collect.</source>
        <translation>领取了什么？请填写；没有可领的按 F6。</translation>
    </message>
    <message>
        <source>Who received it?</source>
        <translation>由谁领取？</translation>
    </message>
    <message>
        <source>What is the receiver to the applicant? Type the word or its code.</source>
        <translation>领取人与申请人是什么关系？填称谓或代码。</translation>
    </message>
    <message>
        <source>A certificate cannot be handed over by telephone: choose another way.</source>
        <translation>证件不能通过电话送达，请换一种方式。</translation>
    </message>
    <message>
        <source>Was the receipt signed? Enter, then Y or N.</source>
        <translation>送达回证签收了吗？按回车，再按 Y 或 N。</translation>
    </message>
    <message>
        <source>A promised paper is still missing. Receive it first with F6; then the result can be handed over.</source>
        <translation>容缺材料还没有补齐。请先按 F6 收取材料，然后才能送达结果。</translation>
    </message>
    <message>
        <source>Collect the certificate</source>
        <translation>领取证件</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Tell of the refusal</source>
        <translation>告知不予办理</translation>
    </message>
    <message>
        <source>Papers still to come</source>
        <translation>待补材料</translation>
    </message>
    <message>
        <source>Reason: %1 · basis: %2</source>
        <translation>理由：%1 · 依据：%2</translation>
    </message>
    <message>
        <source>promised for %1</source>
        <translation>承诺 %1 前补交</translation>
    </message>
    <message>
        <source>Certificate or notice</source>
        <translation>证件或通知书</translation>
    </message>
    <message>
        <source>type what was collected</source>
        <translation>填写领取的证件</translation>
    </message>
    <message>
        <source>Its number</source>
        <translation>证号、文号</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at the counter</source>
        <translation>窗口领取</translation>
    </message>
    <message>
        <source>at home</source>
        <translation>送到家</translation>
    </message>
    <message>
        <source>by post</source>
        <translation>邮寄</translation>
    </message>
    <message>
        <source>by telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>How</source>
        <translation>送达方式</translation>
    </message>
    <message>
        <source>Told to</source>
        <translation>告知对象</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>type a name</source>
        <translation>填写姓名</translation>
    </message>
    <message>
        <source>To the applicant</source>
        <translation>与申请人关系</translation>
    </message>
    <message>
        <source>type the word or its code</source>
        <translation>填称谓或代码</translation>
    </message>
    <message>
        <source>The receipt is signed</source>
        <translation>送达回证已签收</translation>
    </message>
    <message>
        <source>yes or no?</source>
        <translation>是或否？</translation>
    </message>
</context>
<context>
    <name>shouli::app::delivery::WaitingModel</name>
    <message>
        <source>Resident</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>受理编号</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::ColumnsPane</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>In the first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Is taken as</source>
        <translation>对应字段</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>%1 的各列</translation>
    </message>
    <message>
        <source>%1 of %2 taken</source>
        <translation>共 %2 列，取 %1 列</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::ExchangePage</name>
    <message>
        <source>Writing the register</source>
        <translation>正在导出台账</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>导入导出</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>One column must be the name.</source>
        <translation>必须有一列是姓名。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>No row would add or change anything.</source>
        <translation>没有可新增或更改的行。</translation>
    </message>
    <message>
        <source>Save rows to correct</source>
        <translation>保存待更正的行</translation>
    </message>
    <message>
        <source>Every row was taken.</source>
        <translation>所有行均已导入。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Say first for whom and for what.</source>
        <translation>请先填写给谁、作何用途。</translation>
    </message>
    <message>
        <source>The file to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv *.txt *.tsv)</source>
        <translation>表格文件 (*.xlsx *.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>The file for rows to correct</source>
        <translation>保存待更正的行</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Text (*.csv)</source>
        <translation>文本 (*.csv)</translation>
    </message>
    <message>
        <source>%1 to correct.xlsx</source>
        <translation>%1 待更正.xlsx</translation>
    </message>
    <message>
        <source>Row in the file</source>
        <translation>原行号</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Rows saved in %1: %2. Correct them there and choose that file.</source>
        <translation>已将 %2 行存入 %1。请在其中更正，再选择该文件导入。</translation>
    </message>
    <message>
        <source>The file to export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Residents %1.%2</source>
        <translation>居民台账 %1.%2</translation>
    </message>
    <message>
        <source>Exported by %1, %2, %3, for: %4</source>
        <translation>导出人：%1　单位：%2　时间：%3　用途：%4</translation>
    </message>
    <message>
        <source>Residents written to %1: %2</source>
        <translation>已导出到 %1：%2 人</translation>
    </message>
    <message>
        <source>The register in and out of tables</source>
        <translation>台账的导入与导出</translation>
    </message>
    <message>
        <source>The register into a file</source>
        <translation>导出台账</translation>
    </message>
    <message>
        <source>Choose a workbook or a text file, or drop it here. Nothing is kept before you have seen what each row would do.</source>
        <translation>选择工作簿或文本文件，也可拖到此处。先逐行显示处理结果，确认后才会写入。</translation>
    </message>
    <message>
        <source>Names, numbers and addresses are masked.</source>
        <translation>姓名、号码和地址已脱敏。</translation>
    </message>
    <message>
        <source>%1 was stopped after row %2: choose the same file to go on.</source>
        <translation>%1 已在第 %2 行后停止：再次选择同一文件即可继续。</translation>
    </message>
    <message>
        <source>%1 is imported</source>
        <translation>%1 已导入</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 已停止</translation>
    </message>
    <message>
        <source>kept up to row %1; go on whenever you like</source>
        <translation>已保存到第 %1 行，可随时继续</translation>
    </message>
    <message>
        <source>Rows in all</source>
        <translation>总行数</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::ExchangeWords</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>Differs, ours stays</source>
        <translation>不一致，保留台账</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不予导入</translation>
    </message>
    <message>
        <source>(not taken)</source>
        <translation>（不导入）</translation>
    </message>
    <message>
        <source>Household number</source>
        <translation>户号</translation>
    </message>
    <message>
        <source>Head&apos;s ID number</source>
        <translation>户主身份证号</translation>
    </message>
    <message>
        <source>Head&apos;s name</source>
        <translation>户主姓名</translation>
    </message>
    <message>
        <source>This file holds no table. Choose a workbook (.xlsx) or a text file (.csv).</source>
        <translation>此文件中没有表格。请选择工作簿（.xlsx）或文本文件（.csv）。</translation>
    </message>
    <message>
        <source>This workbook has the old form (.xls) or a password. Open it in the spreadsheet and save it as .xlsx without one.</source>
        <translation>此工作簿为旧格式（.xls）或设有密码。请用表格软件打开，另存为 .xlsx 且不设密码。</translation>
    </message>
    <message>
        <source>This is a web page under a spreadsheet&apos;s name. Open it in the spreadsheet and save it as .xlsx.</source>
        <translation>此文件是以表格名义保存的网页。请用表格软件打开，另存为 .xlsx。</translation>
    </message>
    <message>
        <source>This workbook is damaged. Ask for another copy of it.</source>
        <translation>此工作簿已损坏，请重新索取。</translation>
    </message>
    <message>
        <source>This file is too large to be a register. Split it, or save it as .csv.</source>
        <translation>此文件过大。请拆分，或另存为 .csv。</translation>
    </message>
    <message>
        <source>A quotation mark in row %1 is never closed. Correct it in the file.</source>
        <translation>第 %1 行的引号没有闭合，请在文件中更正。</translation>
    </message>
    <message>
        <source>%1: ours stays</source>
        <translation>%1：保留台账</translation>
    </message>
    <message>
        <source>%1: ours stays, %2; the file has %3</source>
        <translation>%1：保留台账 %2，文件为 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::ExportPane</name>
    <message>
        <source>Workbook</source>
        <translation>工作簿</translation>
    </message>
    <message>
        <source>for spreadsheets</source>
        <translation>用表格软件打开</translation>
    </message>
    <message>
        <source>Text, UTF-8</source>
        <translation>文本（通用编码）</translation>
    </message>
    <message>
        <source>for other systems</source>
        <translation>供其他系统使用</translation>
    </message>
    <message>
        <source>Text, GB18030</source>
        <translation>文本（国标编码）</translation>
    </message>
    <message>
        <source>for older systems</source>
        <translation>供较旧的系统使用</translation>
    </message>
    <message>
        <source>Codes of the standards</source>
        <translation>标准代码</translation>
    </message>
    <message>
        <source>in place of their words</source>
        <translation>以代码代替文字</translation>
    </message>
    <message>
        <source>Nothing left out</source>
        <translation>不脱敏</translation>
    </message>
    <message>
        <source>whole names, numbers and addresses; only where the purpose needs them</source>
        <translation>完整姓名、号码和地址，仅在用途确需时使用</translation>
    </message>
    <message>
        <source>The register into a file</source>
        <translation>导出台账</translation>
    </message>
    <message>
        <source>masked, unless you choose otherwise</source>
        <translation>默认脱敏</translation>
    </message>
    <message>
        <source>For whom and for what (kept in the log, with your name)</source>
        <translation>给谁、作何用途（与您的姓名一并记入日志）</translation>
    </message>
    <message>
        <source>What kind of file</source>
        <translation>文件类型</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::PlanModel</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>shouli::app::exchange::PlanPane</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The list shows the first %1 rows of each kind.</source>
        <translation>列表显示每类的前 %1 行。</translation>
    </message>
    <message>
        <source>Households without a head: %1; the first is in row %2.</source>
        <translation>没有户主的户：%1 户，第一户在第 %2 行。</translation>
    </message>
    <message>
        <source>No such rows</source>
        <translation>没有这类行</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::ErrorBanner</name>
    <message>
        <source>For IT staff: %1</source>
        <translation>供技术人员参考：%1</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::HelpOverlay</name>
    <message>
        <source>Keys: %1</source>
        <translation>按键：%1</translation>
    </message>
    <message>
        <source>Keys everywhere</source>
        <translation>各页通用的按键</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>the other language, in that language</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::OmniBox</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::ProgressStrip</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::SideBar</name>
    <message>
        <source>Shouli</source>
        <translation>受理</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::SyncLight</name>
    <message>
        <source>At county</source>
        <translation>已到县里</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需您处理</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>To send %1</source>
        <translation>待发 %1</translation>
    </message>
    <message>
        <source>For you %1</source>
        <translation>需处理 %1</translation>
    </message>
    <message>
        <source>What is on its way to the county, and what needs a decision</source>
        <translation>正在送往县里的内容，以及需要人来决定的事</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>正在取回</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>The office&apos;s data is coming from the county. You can work meanwhile; it goes on where it was if the program is closed.</source>
        <translation>正在从县里取回本办公点的数据，可以照常办理；中途关闭程序，下次会接着取回。</translation>
    </message>
    <message>
        <source>No line to the county just now. If it stays away: by USB stick, Alt+U.</source>
        <translation>现在连不上县里。如果一直不通：用 U 盘交换，Alt+U。</translation>
    </message>
</context>
<context>
    <name>shouli::app::frame::UndoToast</name>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>shouli::app::people::FindingWords</name>
    <message>
        <source>no number</source>
        <translation>没有号码</translation>
    </message>
    <message>
        <source>an ID number has 18 characters</source>
        <translation>身份证号应为 18 位</translation>
    </message>
    <message>
        <source>an ID number has digits and perhaps an X at the end</source>
        <translation>身份证号只有数字，末位可以是 X</translation>
    </message>
    <message>
        <source>the last character does not fit the others: a digit is wrong</source>
        <translation>校验码不符：有一位输错了</translation>
    </message>
    <message>
        <source>the birth date in the number does not exist</source>
        <translation>号码里的出生日期不存在</translation>
    </message>
    <message>
        <source>the birth date in the number lies ahead</source>
        <translation>号码里的出生日期在今天之后</translation>
    </message>
    <message>
        <source>an old number of 15 digits; ask for the present one</source>
        <translation>15 位旧号码，请核对现用号码</translation>
    </message>
    <message>
        <source>made from an old number; compare it with the card</source>
        <translation>由旧号码换算，请与证件核对</translation>
    </message>
    <message>
        <source>no province begins like this</source>
        <translation>没有这样开头的省份代码</translation>
    </message>
    <message>
        <source>older than 120 by the number</source>
        <translation>按号码年龄超过 120 岁</translation>
    </message>
    <message>
        <source>the number says the other sex</source>
        <translation>与号码里的性别不一致</translation>
    </message>
    <message>
        <source>the number says another birth date</source>
        <translation>与号码里的出生日期不一致</translation>
    </message>
    <message>
        <source>the number belongs to another kind of document</source>
        <translation>号码属于另一种证件</translation>
    </message>
    <message>
        <source>no telephone number</source>
        <translation>没有电话</translation>
    </message>
    <message>
        <source>a telephone number has digits only</source>
        <translation>电话号码只能是数字</translation>
    </message>
    <message>
        <source>too short or too long for a telephone number</source>
        <translation>电话号码位数不对</translation>
    </message>
    <message>
        <source>no mobile number begins like this</source>
        <translation>没有这样开头的手机号</translation>
    </message>
    <message>
        <source>two numbers: the other goes into the second field</source>
        <translation>两个号码：另一个放到备用电话</translation>
    </message>
    <message>
        <source>words beside the number are kept as its note</source>
        <translation>号码旁的说明作为备注保存</translation>
    </message>
    <message>
        <source>without a name nothing can be kept</source>
        <translation>没有姓名不能保存</translation>
    </message>
    <message>
        <source>longer than 50 characters</source>
        <translation>超过 50 个字</translation>
    </message>
    <message>
        <source>a character is missing: type it as the card shows it</source>
        <translation>有缺字：请按证件上的字输入</translation>
    </message>
    <message>
        <source>digits in a name</source>
        <translation>姓名里有数字</translation>
    </message>
    <message>
        <source>“%1” cannot be read</source>
        <translation>“%1”无法识别</translation>
    </message>
    <message>
        <source>no birth date</source>
        <translation>没有出生日期</translation>
    </message>
    <message>
        <source>not a whole date</source>
        <translation>日期不完整</translation>
    </message>
    <message>
        <source>lies ahead</source>
        <translation>在今天之后</translation>
    </message>
    <message>
        <source>more than 120 years ago</source>
        <translation>早于 120 年前</translation>
    </message>
    <message>
        <source>%1 is not in the standard&apos;s list</source>
        <translation>%1 不在标准代码表里</translation>
    </message>
    <message>
        <source>%1 does not fit the sex</source>
        <translation>%1与性别不符</translation>
    </message>
    <message>
        <source>does not fit the ages</source>
        <translation>与年龄不符</translation>
    </message>
    <message>
        <source>say it more exactly if you can</source>
        <translation>请尽量说得具体些</translation>
    </message>
    <message>
        <source>the household has no head</source>
        <translation>这一户没有户主</translation>
    </message>
    <message>
        <source>the household has two heads</source>
        <translation>这一户有两个户主</translation>
    </message>
    <message>
        <source>died before the birth date</source>
        <translation>死亡日期早于出生日期</translation>
    </message>
    <message>
        <source>a death that lies ahead</source>
        <translation>死亡日期在今天之后</translation>
    </message>
    <message>
        <source>the document has expired</source>
        <translation>证件已过期</translation>
    </message>
    <message>
        <source>the document expires within 90 days</source>
        <translation>证件 90 天内到期</translation>
    </message>
    <message>
        <source>married below the lawful age</source>
        <translation>未到法定婚龄</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>没有地址</translation>
    </message>
    <message>
        <source>the division&apos;s code has 12 digits</source>
        <translation>区划代码应为 12 位数字</translation>
    </message>
    <message>
        <source>the card&apos;s last digit does not fit: a digit is wrong</source>
        <translation>卡号末位校验不符：有一位输错了</translation>
    </message>
    <message>
        <source>too short or too long for an account, or not digits only</source>
        <translation>账号位数不对，或不全是数字</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>不相符</translation>
    </message>
    <message>
        <source>the certificate has another person&apos;s number</source>
        <translation>证号不是本人的证件号码</translation>
    </message>
    <message>
        <source>no certificate number looks like this</source>
        <translation>证号格式不对</translation>
    </message>
    <message>
        <source>the certificate says another category or level</source>
        <translation>证号上的类别或等级不同</translation>
    </message>
    <message>
        <source>ends before it begins</source>
        <translation>终止日期早于起始日期</translation>
    </message>
    <message>
        <source>does not fit an age of %1</source>
        <translation>与年龄（%1 岁）不符</translation>
    </message>
    <message>
        <source>the person has died or moved away</source>
        <translation>此人已死亡或迁出</translation>
    </message>
    <message>
        <source>does not go together with another group</source>
        <translation>与另一人群类别不能并存</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>characters that no text has</source>
        <translation>有不是文字的字符</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>太长</translation>
    </message>
    <message>
        <source>the spreadsheet took it for a quantity and lost digits: enter it again as text</source>
        <translation>被表格当成数字，后面的数位已丢失：请以文本格式重新录入</translation>
    </message>
    <message>
        <source>the spreadsheet shows an error here</source>
        <translation>表格此处显示错误</translation>
    </message>
    <message>
        <source>cells too far to the right were not read</source>
        <translation>右侧过远的单元格没有读取</translation>
    </message>
    <message>
        <source>the number stands in the file twice</source>
        <translation>文件中有重复的号码</translation>
    </message>
    <message>
        <source>the number stands in row %1 already</source>
        <translation>第 %1 行已有此号码</translation>
    </message>
    <message>
        <source>the register has several records with this number</source>
        <translation>台账中有多条记录使用此号码</translation>
    </message>
    <message>
        <source>the register has this number under another name</source>
        <translation>台账中此号码属于另一姓名</translation>
    </message>
    <message>
        <source>somebody of this name and birth date is known</source>
        <translation>台账中已有同名且出生日期相符的人</translation>
    </message>
    <message>
        <source>perhaps the same as row %1</source>
        <translation>可能与第 %1 行是同一人</translation>
    </message>
    <message>
        <source>the head of the household is not known; the household stays open</source>
        <translation>找不到户主，所属户暂缺</translation>
    </message>
    <message>
        <source>several households have this number; the household stays open</source>
        <translation>有多户使用此户号，所属户暂缺</translation>
    </message>
    <message>
        <source>the register has this person as deceased or moved away</source>
        <translation>台账中此人已死亡或迁出</translation>
    </message>
</context>
<context>
    <name>shouli::app::people::PersonSearch</name>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>former name</source>
        <translation>曾用名</translation>
    </message>
    <message>
        <source>small name</source>
        <translation>小名</translation>
    </message>
    <message>
        <source>pinyin</source>
        <translation>拼音</translation>
    </message>
    <message>
        <source>initials</source>
        <translation>首字母</translation>
    </message>
    <message>
        <source>local accent</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>household number</source>
        <translation>户号</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>%1 · %2 years</source>
        <translation>%1 · %2 岁</translation>
    </message>
    <message>
        <source>Nobody of that name or number is in this office&apos;s register. Check the spelling, or try the ID number.</source>
        <translation>本社区台账里没有这个姓名或号码。请核对，或改用身份证号查找。</translation>
    </message>
    <message numerus="yes">
        <source>The first %n are shown; type more to narrow down.</source>
        <translation>
            <numerusform>只显示前 %n 人，请再输入几个字缩小范围。</numerusform>
        </translation>
    </message>
    <message>
        <source>ID number has %1</source>
        <translation>身份证号含 %1</translation>
    </message>
    <message>
        <source>ID number begins %1</source>
        <translation>身份证号以 %1 开头</translation>
    </message>
    <message>
        <source>ID number ends %1</source>
        <translation>身份证尾号 %1</translation>
    </message>
    <message>
        <source>telephone has %1</source>
        <translation>电话含 %1</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>household of %1</source>
        <translation>户主 %1</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 岁</translation>
    </message>
    <message>
        <source>%1 moved to %2 on %3. Ask there: %4</source>
        <translation>%1 已于 %3 迁往%2，请与该社区联系：%4</translation>
    </message>
    <message>
        <source>%1 moved to %2 on %3. Ask there.</source>
        <translation>%1 已于 %3 迁往%2，请与该社区联系。</translation>
    </message>
</context>
<context>
    <name>shouli::app::people::RecordWords</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Former name</source>
        <translation>曾用名</translation>
    </message>
    <message>
        <source>Small name</source>
        <translation>小名</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Born on</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Ethnicity</source>
        <translation>民族</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Second telephone</source>
        <translation>备用电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>现住址</translation>
    </message>
    <message>
        <source>Registered address</source>
        <translation>户籍地址</translation>
    </message>
    <message>
        <source>Residence</source>
        <translation>居住状态</translation>
    </message>
    <message>
        <source>Lives away in</source>
        <translation>外出地</translation>
    </message>
    <message>
        <source>To the head</source>
        <translation>与户主关系</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>婚姻状况</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>文化程度</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>就业状况</translation>
    </message>
    <message>
        <source>Employer or school</source>
        <translation>单位或学校</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Registered in</source>
        <translation>户籍所在社区（村）</translation>
    </message>
    <message>
        <source>Kind of registration</source>
        <translation>户口类别</translation>
    </message>
    <message>
        <source>Rural registration</source>
        <translation>是否农业户口</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>居住社区（村）</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>所在户</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>父亲</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>母亲</translation>
    </message>
    <message>
        <source>Spouse</source>
        <translation>配偶</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>监护人</translation>
    </message>
    <message>
        <source>Political status</source>
        <translation>政治面貌</translation>
    </message>
    <message>
        <source>Whose telephone</source>
        <translation>电话机主</translation>
    </message>
    <message>
        <source>Died on</source>
        <translation>死亡日期</translation>
    </message>
    <message>
        <source>Moved out on</source>
        <translation>迁出日期</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Last checked on</source>
        <translation>最近核实日期</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>shouli::app::printing::PreviewDialog</name>
    <message>
        <source>Print: %1</source>
        <translation>打印：%1</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Page Up, Page Down: turn    + −: zoom    W: width    0: whole page</source>
        <translation>PgUp、PgDn 翻页&#x3000;&#x3000;+ − 缩放&#x3000;&#x3000;W 页宽&#x3000;&#x3000;0 整页</translation>
    </message>
    <message>
        <source>Preview of the pages</source>
        <translation>页面预览</translation>
    </message>
    <message>
        <source>No printer is installed</source>
        <translation>没有安装打印机</translation>
    </message>
    <message>
        <source>Page %1 of %2    %3 %</source>
        <translation>第 %1 页，共 %2 页&#x3000;&#x3000;%3%</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>The printer “%1” cannot be reached. Nothing was printed. Check that it is switched on, or choose another one.</source>
        <translation>连接不上打印机“%1”，没有打印。请检查打印机是否开机，或者换一台打印机。</translation>
    </message>
    <message>
        <source>The disk is full. The file was not written.</source>
        <translation>磁盘已满，文件没有写入。</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another folder.</source>
        <translation>文件写不到那里，请换一个文件夹。</translation>
    </message>
    <message>
        <source>The job was not taken over. Nothing was printed. (%1)</source>
        <translation>打印任务没有被接收，没有打印。（%1）</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::BelongingPane</name>
    <message>
        <source>Household</source>
        <translation>家庭户</translation>
    </message>
    <message>
        <source>name of its head or of anybody in it, or the household number</source>
        <translation>户主或家庭成员姓名，或户号</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>人群类别</translation>
    </message>
    <message>
        <source>in none yet</source>
        <translation>尚未入户</translation>
    </message>
    <message>
        <source>a new one, this person is its head</source>
        <translation>新立户，本人为户主</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n persons</source>
        <translation>
            <numerusform>%1 · 共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>A new household</source>
        <translation>新立一户</translation>
    </message>
    <message>
        <source>this person is its head</source>
        <translation>本人为户主</translation>
    </message>
    <message>
        <source>from today on</source>
        <translation>自今日起</translation>
    </message>
    <message>
        <source>ends today</source>
        <translation>今日终止</translation>
    </message>
    <message>
        <source>needs a household</source>
        <translation>须先入户</translation>
    </message>
    <message>
        <source>the household</source>
        <translation>按户</translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Space ticks, or ends it; Enter changes what is asked</source>
        <translation>空格勾选或终止；回车填写下列内容</translation>
    </message>
    <message>
        <source>“%1” is not understood: %2</source>
        <translation>无法识别“%1”：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::ErasePane</name>
    <message>
        <source>Erase %1 on a lawful request</source>
        <translation>依法删除：%1</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>这意味着什么</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Grounds</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>law and number of the request, nothing about the person</source>
        <translation>法律条款和申请编号，不写个人信息</translation>
    </message>
    <message>
        <source>Their whole name</source>
        <translation>完整姓名</translation>
    </message>
    <message>
        <source>type it, to be sure that it is the right person</source>
        <translation>输入姓名，确认没有选错人</translation>
    </message>
    <message>
        <source>The person&apos;s record</source>
        <translation>本人档案</translation>
    </message>
    <message>
        <source>all fields and their history</source>
        <translation>全部字段及其历史</translation>
    </message>
    <message>
        <source>The household&apos;s book</source>
        <translation>户信息</translation>
    </message>
    <message>
        <source>nobody else is in it</source>
        <translation>户内没有其他人</translation>
    </message>
    <message>
        <source>The household&apos;s book stays</source>
        <translation>户信息保留</translation>
    </message>
    <message>
        <source>others are in it</source>
        <translation>户内还有其他人</translation>
    </message>
    <message>
        <source>Groups they belong or belonged to</source>
        <translation>现在和过去的人群标签</translation>
    </message>
    <message>
        <source>Notes on earlier moves</source>
        <translation>迁出记录</translation>
    </message>
    <message>
        <source>Closed cases, with their papers&apos; list and opinions</source>
        <translation>已办结的事项，含材料清单和审批意见</translation>
    </message>
    <message>
        <source>%1 stay as they are</source>
        <translation>%1 件保持原样</translation>
    </message>
    <message>
        <source>Drafts at the counter, notes of who looked</source>
        <translation>窗口草稿、查阅记录的内容</translation>
    </message>
    <message>
        <source>on every computer</source>
        <translation>所有电脑上</translation>
    </message>
    <message numerus="yes">
        <source>%n lines of the log lose their contents</source>
        <translation>
            <numerusform>%n 条日志将失去内容</numerusform>
        </translation>
    </message>
    <message>
        <source>Every computer of the county and the county&apos;s server erase it with their next exchange. What stays is that something was erased, when, by whom and on what grounds.</source>
        <translation>全县每台电脑和县级服务器在下次同步时一并删除，只留下何时、由谁、依据什么删除过的记录。</translation>
    </message>
    <message>
        <source>Printed papers, and cases that other offices accepted, are not touched by it.</source>
        <translation>已打印的纸质材料和其他办公点受理的事项不在其内。</translation>
    </message>
    <message>
        <source>Where a law has closed cases kept for longer, leave them out: F7.</source>
        <translation>法律要求保存已办结事项的，请按 F7 将其留下。</translation>
    </message>
    <message>
        <source>Case %1 is open. Bring it to its end first, or have it withdrawn.</source>
        <translation>事项 %1 尚未办结，请先办结或由申请人撤回。</translation>
    </message>
    <message>
        <source>Say on what grounds: the law, and the number of the request.</source>
        <translation>请写明依据：法律条款和申请编号。</translation>
    </message>
    <message>
        <source>Type their whole name.</source>
        <translation>请输入完整姓名。</translation>
    </message>
    <message>
        <source>Nobody can undo this.</source>
        <translation>删除后任何人都无法恢复。</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::GroupQuestions</name>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>情况说明</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Certificate number</source>
        <translation>证件编号</translation>
    </message>
    <message>
        <source>as it stands on the paper</source>
        <translation>照证件填写</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>the last day, such as 2027-03-31</source>
        <translation>最后一天，如 2027-03-31</translation>
    </message>
    <message>
        <source>Next review</source>
        <translation>下次复核</translation>
    </message>
    <message>
        <source>a day, such as 2027-03-31</source>
        <translation>日期，如 2027-03-31</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::MovePane</name>
    <message>
        <source>%1 moves to</source>
        <translation>%1 迁往</translation>
    </message>
    <message>
        <source>community: name, pinyin or division code</source>
        <translation>社区：名称、拼音或区划代码</translation>
    </message>
    <message>
        <source>Community they move to</source>
        <translation>迁往的社区</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>迁移内容</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>迁出日期</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>新住址</translation>
    </message>
    <message>
        <source>may stay empty: the new community writes it down</source>
        <translation>可不填，由迁入社区登记</translation>
    </message>
    <message>
        <source>Who moves</source>
        <translation>迁出人员</translation>
    </message>
    <message>
        <source>Space ticks, F7 ticks all</source>
        <translation>空格勾选，F7 整户</translation>
    </message>
    <message>
        <source>Their open cases</source>
        <translation>在办事项</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>no community of that name takes part</source>
        <translation>没有这个名称的社区</translation>
    </message>
    <message numerus="yes">
        <source>%n more: type to narrow down</source>
        <translation>
            <numerusform>还有 %n 个，请继续输入</numerusform>
        </translation>
    </message>
    <message>
        <source>Home and household registration</source>
        <translation>住址和户籍</translation>
    </message>
    <message>
        <source>moved out</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>The home only</source>
        <translation>仅住址</translation>
    </message>
    <message>
        <source>the registration stays</source>
        <translation>搬迁，户籍不变</translation>
    </message>
    <message>
        <source>this person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>transferred along</source>
        <translation>随人转办</translation>
    </message>
    <message>
        <source>stays here until closed</source>
        <translation>留在本处办结</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Space: transfer it along</source>
        <translation>空格：随人转办</translation>
    </message>
    <message>
        <source>%1 gets the whole records with the next sync.</source>
        <translation>下次同步后，%1将得到完整档案。</translation>
    </message>
    <message>
        <source>This office keeps them too, as long as the registration is here.</source>
        <translation>户籍仍在本社区期间，本处继续保留档案。</translation>
    </message>
    <message>
        <source>They leave this office; whoever asks for them by their full name or ID number is told where they went.</source>
        <translation>档案从本处移除；按完整姓名或身份证号查询时，只告知去向。</translation>
    </message>
    <message numerus="yes">
        <source>%n open cases stay here, with what they need, until they are closed.</source>
        <translation>
            <numerusform>%n 件在办事项留在本处，所需档案保留至办结。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only %1 can move them back.</source>
        <translation>迁出后不能撤销，只能由%1迁回。</translation>
    </message>
    <message>
        <source>Choose the community they move to.</source>
        <translation>请选择迁往的社区。</translation>
    </message>
    <message>
        <source>Tick who moves.</source>
        <translation>请勾选迁出人员。</translation>
    </message>
    <message>
        <source>The day must be a day up to today, as 2026-11-23.</source>
        <translation>迁出日期须为今天或以前，如 2026-11-23。</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::RecordPane</name>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n 岁</numerusform>
        </translation>
    </message>
    <message>
        <source>deceased</source>
        <translation>已故</translation>
    </message>
    <message>
        <source>moved away</source>
        <translation>已迁出</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Former name</source>
        <translation>曾用名</translation>
    </message>
    <message>
        <source>Small name</source>
        <translation>小名</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Another telephone</source>
        <translation>备用电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>现住址</translation>
    </message>
    <message>
        <source>Lives away in</source>
        <translation>外出地</translation>
    </message>
    <message>
        <source>Registered address</source>
        <translation>户籍地址</translation>
    </message>
    <message>
        <source>Residence</source>
        <translation>居住状态</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>婚姻状况</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>文化程度</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>就业状况</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Last checked</source>
        <translation>最近核对</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>人群类别</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>this person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>head of the household</source>
        <translation>户主</translation>
    </message>
    <message>
        <source>another household</source>
        <translation>另一户</translation>
    </message>
    <message>
        <source>away (%1)</source>
        <translation>外出（%1）</translation>
    </message>
    <message>
        <source>Household and family</source>
        <translation>家庭</translation>
    </message>
    <message numerus="yes">
        <source>%n persons</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>household number %1</source>
        <translation>户号 %1</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Another office wrote something else here. Ask the resident, then settle it: Alt+0.</source>
        <translation>另一单位在这里填了不同的内容。请问本人，再按 Alt+0 处理。</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>review %1</source>
        <translation>%1 复核</translation>
    </message>
    <message>
        <source>Moved to %1 on %2. The record leaves this office with the next sync, or once their open case here is closed.</source>
        <translation>已于 %2 迁往%1。下次同步后，或在本处办理的事项办结后，此档案将从本处移除。</translation>
    </message>
    <message>
        <source>Its erasure is ordered. It goes everywhere as soon as the county has agreed.</source>
        <translation>已提交依法删除，县里同意后全县立即删除。</translation>
    </message>
    <message>
        <source>The county refused to erase this: it has not given this office the right to. Nothing was erased. Ask the county&apos;s IT staff for it, then order it again.</source>
        <translation>县里没有准许本办公点依法删除，什么都没有删。请联系县里的技术人员，准许后再提交一次。</translation>
    </message>
    <message>
        <source>Erased on lawful request, %1</source>
        <translation>已依法删除，%1</translation>
    </message>
    <message>
        <source>Erased on lawful request</source>
        <translation>已依法删除</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::ResidentForm</name>
    <message>
        <source>What to look at</source>
        <translation>需要留意</translation>
    </message>
    <message>
        <source>May be the same person</source>
        <translation>可能是同一人</translation>
    </message>
    <message>
        <source>a word or code of GB/T 4761: 长子, 22</source>
        <translation>称谓或代码：长子，22</translation>
    </message>
    <message>
        <source>1959-03-07, or the year</source>
        <translation>1959-03-07，或只填年份</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>nothing odd</source>
        <translation>没有疑点</translation>
    </message>
    <message>
        <source>only what cannot be (✗) keeps it from being kept</source>
        <translation>只有不可能的（✗）才不能保存</translation>
    </message>
    <message>
        <source>has this ID number</source>
        <translation>身份证号相同</translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n 岁</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Enter opens; what is typed is kept</source>
        <translation>回车打开，已填的会保留</translation>
    </message>
</context>
<context>
    <name>shouli::app::residents::ResidentsPage</name>
    <message>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>open the member of the family, or the case; in the form: the next field</source>
        <translation>打开家庭成员或事项；填表时到下一格</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>重新填</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>先放下</translation>
    </message>
    <message>
        <source>What is typed stays until it is kept</source>
        <translation>已填的保留到保存为止</translation>
    </message>
    <message>
        <source>New resident</source>
        <translation>新增居民</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>New in this household</source>
        <translation>本户新增成员</translation>
    </message>
    <message>
        <source>Whole numbers</source>
        <translation>完整号码</translation>
    </message>
    <message>
        <source>Show the whole ID and telephone numbers; this is logged</source>
        <translation>显示完整的身份证号和电话，会留下记录</translation>
    </message>
    <message>
        <source>Put down, next</source>
        <translation>放下，下一位</translation>
    </message>
    <message>
        <source>Correct: %1</source>
        <translation>更正：%1</translation>
    </message>
    <message>
        <source>in the same household</source>
        <translation>在同一户</translation>
    </message>
    <message>
        <source>What was typed is kept until you go on with it.</source>
        <translation>已填的保留着，随时可以接着填。</translation>
    </message>
    <message>
        <source>Kept: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Who is looked for?</source>
        <translation>找谁？</translation>
    </message>
    <message>
        <source>Type a name, pinyin, an ID number or a telephone number. F2 adds a new resident.</source>
        <translation>输入姓名、拼音、身份证号或电话。按 F2 新增居民。</translation>
    </message>
    <message>
        <source>To the counter</source>
        <translation>到窗口受理</translation>
    </message>
    <message>
        <source>Accept a case of this resident</source>
        <translation>为这位居民受理事项</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>家庭户</translation>
    </message>
    <message>
        <source>Find the household by its head, or make a new one</source>
        <translation>按户主查找家庭户，或新立一户</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>人群类别</translation>
    </message>
    <message>
        <source>Tick the groups that services are aimed at</source>
        <translation>勾选服务对象类别</translation>
    </message>
    <message>
        <source>name, pinyin, ID number, telephone, address, household number</source>
        <translation>姓名、拼音、身份证号、电话、地址、户号</translation>
    </message>
    <message>
        <source>Moves away</source>
        <translation>迁出</translation>
    </message>
    <message>
        <source>To another community of the county, alone or with the household</source>
        <translation>迁往本县其他社区，单人或整户</translation>
    </message>
    <message>
        <source>Move them</source>
        <translation>办理迁出</translation>
    </message>
    <message>
        <source>Whole household</source>
        <translation>整户</translation>
    </message>
    <message>
        <source>Back, nothing done</source>
        <translation>返回，不办理</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>已迁出：%1</translation>
    </message>
    <message>
        <source>Erase by law</source>
        <translation>依法删除</translation>
    </message>
    <message>
        <source>On a person&apos;s lawful request, in the whole county and for good</source>
        <translation>应本人依法申请，全县删除且不可恢复</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Cases too, or not</source>
        <translation>是否含已办结事项</translation>
    </message>
    <message>
        <source>Ordered. It goes everywhere as soon as the county has agreed.</source>
        <translation>已提交。县里同意后全县立即删除。</translation>
    </message>
    <message>
        <source>Erased on lawful request, %1</source>
        <translation>已依法删除，%1</translation>
    </message>
    <message>
        <source>Erased on lawful request</source>
        <translation>已依法删除</translation>
    </message>
    <message>
        <source>they come with the next exchange</source>
        <translation>将随下次同步到达</translation>
    </message>
    <message>
        <source>Their record was erased in the whole county. Grounds: %1. Whoever comes again is registered anew: F2.</source>
        <translation>此人的档案已在全县删除。依据：%1。本人再来办事时重新登记：F2。</translation>
    </message>
</context>
<context>
    <name>shouli::app::review::QueueModel</name>
    <message>
        <source>to put right</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>to tell</source>
        <translation>待告知</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>待补 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tolerated</source>
        <translation>
            <numerusform>容缺 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>all</source>
        <comment>papers</comment>
        <translation>齐</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>time</comment>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Service · stage</source>
        <translation>事项 · 环节</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
</context>
<context>
    <name>shouli::app::review::ReviewPage</name>
    <message>
        <source>Tasks</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>scan a card to open its case, or type a name or number</source>
        <translation>扫受理卡直接打开，或输入姓名、编号</translation>
    </message>
    <message>
        <source>Each step can be taken back for 10 seconds: Ctrl+Z</source>
        <translation>每步可在 10 秒内撤回：Ctrl+Z</translation>
    </message>
    <message>
        <source>choose a case</source>
        <translation>选择一件</translation>
    </message>
    <message>
        <source>the next view of the queue</source>
        <translation>换一个分类</translation>
    </message>
    <message>
        <source>choose all that are alike, to be done together</source>
        <translation>选中情形相同的件，一起办</translation>
    </message>
    <message>
        <source>to the opinion</source>
        <translation>写意见</translation>
    </message>
    <message>
        <source>a usual phrase</source>
        <translation>选常用语</translation>
    </message>
    <message>
        <source>For us</source>
        <translation>待我办</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超期</translation>
    </message>
    <message>
        <source>Public notice</source>
        <translation>公示中</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>已退回</translation>
    </message>
    <message numerus="yes">
        <source>%n cases of %1 are alike: Ctrl+A chooses them, to be done together</source>
        <translation>
            <numerusform>%n 件%1情形相同：Ctrl+A 选中后一起办</numerusform>
        </translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>未打开任何件。</translation>
    </message>
    <message>
        <source>This step is another role&apos;s.</source>
        <translation>这一步由其他岗位办理。</translation>
    </message>
    <message>
        <source>%1 has it now: %2.</source>
        <translation>现由%1办理：%2。</translation>
    </message>
    <message>
        <source>Nothing is left to do: %1.</source>
        <translation>此件无需再办：%1。</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回补正</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予批准</translation>
    </message>
    <message>
        <source>Stop the clock</source>
        <translation>停表</translation>
    </message>
    <message>
        <source>Resubmit</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Papers received</source>
        <translation>材料已收</translation>
    </message>
    <message>
        <source>Back, nothing done</source>
        <translation>返回，不办理</translation>
    </message>
    <message>
        <source>Put right, resubmit</source>
        <translation>补正，重新提交</translation>
    </message>
    <message>
        <source>To the delivery page</source>
        <translation>到送达页办理</translation>
    </message>
    <message>
        <source>This stage is done by handing over the result, on the delivery page</source>
        <translation>此环节在送达页交付结果后完成</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>审核通过</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n cases</source>
        <translation>
            <numerusform>%1 · %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The chosen cases are not alike.</source>
        <translation>所选的件情形不同，不能一起办。</translation>
    </message>
    <message>
        <source>One case at a time: choose a single one.</source>
        <translation>此操作一次只能办一件，请只选一件。</translation>
    </message>
    <message>
        <source>Let the clock run</source>
        <translation>恢复计时</translation>
    </message>
    <message>
        <source>A paper came</source>
        <translation>材料已补交</translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Nothing waits here</source>
        <translation>没有待办的件</translation>
    </message>
    <message>
        <source>Scan a card to open any case. New ones show as a number at the left.</source>
        <translation>扫受理卡可打开任何一件；新件到达时左侧会显示数字。</translation>
    </message>
    <message>
        <source>leaf through the case</source>
        <translation>翻看右侧的件</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>To another office, with all this one has to do with the case</source>
        <translation>连同本处的各环节一并转给其他单位</translation>
    </message>
</context>
<context>
    <name>shouli::app::review::StepQuestions</name>
    <message>
        <source>Pass</source>
        <translation>审核通过</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>End the notice</source>
        <translation>公示结束</translation>
    </message>
    <message>
        <source>Visited</source>
        <translation>入户完成</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>%1, to %2</source>
        <translation>%1，转%2</translation>
    </message>
    <message>
        <source> and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已不予批准</translation>
    </message>
    <message>
        <source>Clock stopped</source>
        <translation>已停表</translation>
    </message>
    <message>
        <source>Clock runs again</source>
        <translation>已恢复计时</translation>
    </message>
    <message>
        <source>Resubmitted</source>
        <translation>已重新提交</translation>
    </message>
    <message>
        <source>Papers received</source>
        <translation>材料已收</translation>
    </message>
    <message numerus="yes">
        <source>for %n cases together</source>
        <translation>
            <numerusform>%n 件一起办</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Opinion</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Send back to be put right</source>
        <translation>退回补正</translation>
    </message>
    <message>
        <source>Reason: the resident will read it</source>
        <translation>理由（居民会看到）</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予批准</translation>
    </message>
    <message>
        <source>Stop the clock</source>
        <translation>停表</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Put right and resubmit</source>
        <translation>补正后重新提交</translation>
    </message>
    <message>
        <source>What was supplied</source>
        <translation>已补交的材料</translation>
    </message>
    <message>
        <source>Space ticks</source>
        <translation>空格勾选</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Papers that came</source>
        <translation>补交的材料</translation>
    </message>
    <message>
        <source>Which came?</source>
        <translation>收到了哪些？</translation>
    </message>
    <message>
        <source>promised by %1</source>
        <translation>承诺 %1 前补交</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Who goes on</source>
        <translation>后续环节</translation>
    </message>
    <message>
        <source>%1 is needed</source>
        <translation>需要%1</translation>
    </message>
    <message>
        <source>up to %1 yuan</source>
        <translation>不超过 %1 元</translation>
    </message>
    <message>
        <source>%1 by this level itself</source>
        <translation>%1由本级办理</translation>
    </message>
    <message>
        <source>What is to be put right</source>
        <translation>需补正的内容</translation>
    </message>
    <message>
        <source>from the register</source>
        <translation>台账已有</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>for example: the signature of the proxy</source>
        <translation>例如：代办人签字</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>退回到</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Space chooses</source>
        <translation>空格选择</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>such as: article 9</source>
        <translation>例如：第九条</translation>
    </message>
    <message>
        <source>Give the reason: type it, or choose a usual one with Ctrl+1…9.</source>
        <translation>请写明理由：键入，或按 Ctrl+1…9 选常用语。</translation>
    </message>
    <message>
        <source>Tick what is to be put right, or name it.</source>
        <translation>请勾选需补正的内容，或在“其他”中写明。</translation>
    </message>
    <message>
        <source>Tick what was supplied, or say in the remark what was put right.</source>
        <translation>请勾选已补交的材料，或在备注中写明补正了什么。</translation>
    </message>
    <message>
        <source>Tick what came.</source>
        <translation>请勾选收到的材料。</translation>
    </message>
    <message>
        <source>%1: this is still missing, or cannot be read.</source>
        <translation>%1：尚未填写，或无法识别。</translation>
    </message>
    <message>
        <source>%1: this day is yet to come.</source>
        <translation>%1：日期还没有到。</translation>
    </message>
    <message>
        <source>%1: this day is before it began.</source>
        <translation>%1：早于开始日期。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n working days must pass.</source>
        <translation>
            <numerusform>%1：须满 %n 个工作日。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n days must pass.</source>
        <translation>
            <numerusform>%1：须满 %n 天。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the legal basis, or type it.</source>
        <translation>请选择法律依据，或直接填写。</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>已转办</translation>
    </message>
    <message>
        <source>Transfer to another office</source>
        <translation>转办到其他单位</translation>
    </message>
    <message>
        <source>Reason: the other office will read it</source>
        <translation>理由：接办单位将看到</translation>
    </message>
    <message>
        <source>To which office</source>
        <translation>转办到</translation>
    </message>
    <message>
        <source>Or another</source>
        <translation>或其他单位</translation>
    </message>
    <message>
        <source>name, pinyin or division code</source>
        <translation>名称、拼音或区划代码</translation>
    </message>
    <message>
        <source>Choose the office, or type its name.</source>
        <translation>请选择单位，或输入名称。</translation>
    </message>
    <message numerus="yes">
        <source>%n offices have such a name: type more of it.</source>
        <translation>
            <numerusform>有 %n 个单位符合，请再输入一些。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shouli::app::services::ServicesPage</name>
    <message>
        <source>Services</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>name or code of a service, or a word of it</source>
        <translation>事项名称、编码，或其中一个词</translation>
    </message>
    <message>
        <source>No service has that name.</source>
        <translation>没有这个名称的事项。</translation>
    </message>
    <message numerus="yes">
        <source>%n services</source>
        <translation>
            <numerusform>%n 个事项</numerusform>
        </translation>
    </message>
    <message>
        <source>catalogue %1</source>
        <translation>目录 %1</translation>
    </message>
    <message>
        <source>no catalogue is in force</source>
        <translation>没有生效的事项目录</translation>
    </message>
    <message>
        <source>Who may apply</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺时限</translation>
    </message>
    <message>
        <source>By law</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1 元</translation>
    </message>
    <message>
        <source>free</source>
        <translation>不收费</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依据</translation>
    </message>
    <message>
        <source>Stages, and their limits in working days</source>
        <translation>环节与时限（工作日）</translation>
    </message>
    <message>
        <source>judged by a person</source>
        <translation>由工作人员判断</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>受理条件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>if it applies</source>
        <translation>符合情形时</translation>
    </message>
    <message>
        <source>one of several</source>
        <translation>任选其一</translation>
    </message>
    <message>
        <source>original %1</source>
        <translation>原件 %1</translation>
    </message>
    <message>
        <source>original to be shown</source>
        <translation>原件核验</translation>
    </message>
    <message>
        <source>copy %1</source>
        <translation>复印件 %1</translation>
    </message>
    <message>
        <source>may follow later</source>
        <translation>可容缺</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>申请材料</translation>
    </message>
</context>
<context>
    <name>shouli::app::settings::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>County</source>
        <translation>县</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Number of this computer</source>
        <translation>本机编号</translation>
    </message>
    <message>
        <source>Proxy of this network</source>
        <translation>本单位网络的代理服务器</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>代理服务器地址</translation>
    </message>
    <message>
        <source>empty: as the operating system says</source>
        <translation>空着：按操作系统的设置</translation>
    </message>
    <message>
        <source>An address and a port, such as 10.1.2.3:3128; or the word direct; or nothing.</source>
        <translation>地址和端口，例如 10.1.2.3:3128；或填 direct 表示直连；或空着。</translation>
    </message>
    <message>
        <source>Only where the network asks for one. It sees that the county is talked to, and nothing of what is said.</source>
        <translation>只有网络要求时才填。它只知道本机与县里有联系，看不到内容。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Only where the proxy asks for a name and a password.</source>
        <translation>只有代理服务器要求用户名和密码时才填。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Saved. It holds from the next connection on.</source>
        <translation>已保存，下次连接时生效。</translation>
    </message>
</context>
<context>
    <name>shouli::app::settle::DecisionPane</name>
    <message>
        <source>Nothing to decide</source>
        <translation>没有待处理的事</translation>
    </message>
    <message>
        <source>Where two offices change the same thing while apart, what reached the county first stands, and the other waits here. Nothing is lost, and nothing changes by itself.</source>
        <translation>两个单位在断网时改了同一项：先到县里的为现行值，另一个在这里等人决定。什么都不会丢，也不会自己变。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>this look is recorded</source>
        <translation>本次查看已留痕</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原来</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Put it aside</source>
        <translation>知道了，归档</translation>
    </message>
    <message>
        <source>it is known, nothing is changed</source>
        <translation>不作改动</translation>
    </message>
    <message>
        <source>Keep what stands</source>
        <translation>保留现行值</translation>
    </message>
    <message>
        <source>Take the proposal</source>
        <translation>采用建议值</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>另填</translation>
    </message>
    <message>
        <source>type it</source>
        <translation>输入正确的值</translation>
    </message>
    <message>
        <source>What is right?</source>
        <translation>哪个对？</translation>
    </message>
    <message>
        <source>What now?</source>
        <translation>怎么处理？</translation>
    </message>
    <message>
        <source>ask the resident if you do not know</source>
        <translation>拿不准就问本人</translation>
    </message>
    <message>
        <source>Not decided. Until then what stands now counts everywhere.</source>
        <translation>尚未决定。决定之前，各处以现行值为准。</translation>
    </message>
    <message>
        <source>Type the right value, then press F12.</source>
        <translation>输入正确的值，再按 F12。</translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>“%1”无法识别。</translation>
    </message>
    <message>
        <source>It leaves this list and stays in the history.</source>
        <translation>从清单移出，历史中保留。</translation>
    </message>
    <message>
        <source>Nothing changes. The proposal leaves the list at every office that has this record and stays in its history.</source>
        <translation>不作改动。各单位清单中都移出这条建议，历史中保留。</translation>
    </message>
    <message>
        <source>It becomes so at every office that has this record. The other values stay in its history.</source>
        <translation>持有此记录的各单位都改为这个值，其他值在历史中保留。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
</context>
<context>
    <name>shouli::app::settle::DisputeModel</name>
    <message>
        <source>Whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Proposed on</source>
        <translation>提出时间</translation>
    </message>
</context>
<context>
    <name>shouli::app::settle::DisputeWords</name>
    <message>
        <source>Household %1</source>
        <translation>%1 户</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新受理的事项</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新登记的记录</translation>
    </message>
    <message>
        <source>A step of the case</source>
        <translation>办件的一步</translation>
    </message>
    <message>
        <source>A change of a newer version</source>
        <translation>新版本的一项改动</translation>
    </message>
    <message>
        <source>A step of a newer version</source>
        <translation>新版本的一步</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1：已办结</translation>
    </message>
    <message>
        <source>%1: sent back</source>
        <translation>%1：已退回</translation>
    </message>
    <message>
        <source>%1: put right</source>
        <translation>%1：已补正</translation>
    </message>
    <message>
        <source>%1: refused</source>
        <translation>%1：不予通过</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>%1: clock stopped</source>
        <translation>%1：已停止计时</translation>
    </message>
    <message>
        <source>%1: clock runs again</source>
        <translation>%1：已恢复计时</translation>
    </message>
    <message>
        <source>Received: %1</source>
        <translation>收到材料：%1</translation>
    </message>
    <message>
        <source>Collected: %1</source>
        <translation>领到证件：%1</translation>
    </message>
    <message>
        <source>Handed over to %1</source>
        <translation>已送达 %1</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A step taken back</source>
        <translation>撤销一步</translation>
    </message>
    <message>
        <source>Put in order</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Two offices changed this without knowing of each other. What reached the county first stands; the other waits for you.</source>
        <translation>两个单位在互不知情时都改了这一项。先到县里的为现行值，另一个等您决定。</translation>
    </message>
    <message>
        <source>An office that no longer had this took the step. It has no effect.</source>
        <translation>已不再经办此件的单位办了这一步，没有生效。</translation>
    </message>
    <message>
        <source>An office that no longer had this record changed it. It is a proposal to you.</source>
        <translation>已不再持有此记录的单位改了它，现作为建议交给您。</translation>
    </message>
    <message>
        <source>The county did not accept this from this computer. Only you know of it.</source>
        <translation>县里没有接受本机的这项改动，只有本机知道。</translation>
    </message>
    <message>
        <source>This step had no effect: the case had ended before. Somebody should know who took it.</source>
        <translation>这一步没有生效：办件在此之前已经结束。请告知经办人。</translation>
    </message>
    <message>
        <source>This step had no effect: somebody else was faster. Look at the case, then put this aside.</source>
        <translation>这一步没有生效：别人已先办。请看一下办件，然后归档。</translation>
    </message>
    <message>
        <source>Number of the book</source>
        <translation>户号</translation>
    </message>
    <message>
        <source>Kind of household</source>
        <translation>户别</translation>
    </message>
    <message>
        <source>Community or village</source>
        <translation>社区（村）</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Dwelling</source>
        <translation>住房类型</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>间（孔）数</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>居民</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>群体</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Certificate number</source>
        <translation>证件编号</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>失效日期</translation>
    </message>
    <message>
        <source>To be reviewed on</source>
        <translation>复核日期</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>终止日期</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>终止原因</translation>
    </message>
    <message>
        <source>Field %1</source>
        <translation>第 %1 项</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>collective</source>
        <translation>集体户</translation>
    </message>
    <message>
        <source>family</source>
        <translation>家庭户</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Transferred to %1</source>
        <translation>转办到%1</translation>
    </message>
    <message>
        <source>Erasure on lawful request</source>
        <translation>依法删除</translation>
    </message>
    <message>
        <source>The county has not given this office the right to erase. Nothing was erased. Ask its IT staff for the right, then order it again.</source>
        <translation>县里没有准许本办公点依法删除，什么都没有删。请联系县里的技术人员，准许后再提交一次。</translation>
    </message>
</context>
<context>
    <name>shouli::app::settle::SettlePage</name>
    <message>
        <source>To settle</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>scan a card, or type a name or a case number</source>
        <translation>扫卡，或输入姓名、办件编号</translation>
    </message>
    <message>
        <source>another of those that wait</source>
        <translation>另一条</translation>
    </message>
    <message>
        <source>to what can be chosen</source>
        <translation>到可选项</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待处理的事</translation>
    </message>
    <message>
        <source>Somebody who may correct the register decides this</source>
        <translation>由有权更正台账的人决定</translation>
    </message>
    <message>
        <source>Choose first</source>
        <translation>请先选择</translation>
    </message>
    <message>
        <source>Type the right value first</source>
        <translation>请先输入正确的值</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Keep what stands</source>
        <translation>保留现行值</translation>
    </message>
    <message>
        <source>Take the proposal</source>
        <translation>采用建议值</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>另填</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Decided: %1, %2</source>
        <translation>已决定：%1，%2</translation>
    </message>
    <message>
        <source>It changed in the meantime. Look again.</source>
        <translation>期间有变化，请再看一下。</translation>
    </message>
    <message>
        <source>What offices changed without knowing of each other comes here by itself.</source>
        <translation>各单位互不知情的改动会自动到这里来。</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::AccountDialog</name>
    <message>
        <source>PIN for this shift</source>
        <translation>当班 PIN 码</translation>
    </message>
    <message>
        <source>My passphrase</source>
        <translation>我的口令</translation>
    </message>
    <message>
        <source>After locking, the PIN is enough to come back, so that colleagues change over quickly. The third wrong one ends it, and so does the end of the program.</source>
        <translation>锁定后输入 PIN 码即可回来，便于同事之间快速换人。输错三次即失效，程序退出也失效。</translation>
    </message>
    <message>
        <source>From now on only the new one opens your account at this computer.</source>
        <translation>从现在起，在这台电脑上只有新口令能登录您的账号。</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::Application</name>
    <message>
        <source>Making the search index of the register. This is done once and takes some seconds.</source>
        <translation>正在建立居民台账的检索索引，只做一次，需要几秒钟。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Somebody left or a new key was asked for: the data is put under another key. This takes some seconds.</source>
        <translation>有人离开或要求更换密钥：正在为数据更换密钥，需要几秒钟。</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::ImageScan</name>
    <message>
        <source>A picture of a card</source>
        <translation>受理卡图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.gif *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::LoginPage</name>
    <message>
        <source>Who is at the counter?</source>
        <translation>现在是谁在窗口？</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>the other language, in that language</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
    <message>
        <source>PIN of this shift, or passphrase</source>
        <translation>当班 PIN 码或口令</translation>
    </message>
    <message>
        <source>PIN for this shift, to come back quickly; may stay empty</source>
        <translation>当班 PIN 码，便于快速回来；可不填</translation>
    </message>
    <message>
        <source>A PIN has %1 to %2 digits that do not just count or repeat. Leave it empty for none.</source>
        <translation>PIN 码为 %1 至 %2 位数字，不能是顺序数或同一个数字。不需要就留空。</translation>
    </message>
    <message numerus="yes">
        <source>The PIN is not right. %n tries are left.</source>
        <translation>
            <numerusform>PIN 码不对，还可以再试 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>The PIN is good no more. Type your passphrase.</source>
        <translation>PIN 码已失效，请输入口令。</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::MainFrame</name>
    <message>
        <source>dddd d MMMM yyyy</source>
        <extracomment>format of a date, see QLocale::toString(); in Chinese yyyy年M月d日 dddd</extracomment>
        <translation>yyyy年M月d日 dddd</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>A–Z 0–9</source>
        <translation>字母 数字</translation>
    </message>
    <message>
        <source>Typing anywhere goes to the box: name, pinyin, ID number, telephone</source>
        <translation>在哪里键入都进入搜索框：姓名、拼音、身份证号、电话</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Scanning works anywhere, whatever is in front</source>
        <translation>在任何页面都可以扫码</translation>
    </message>
    <message>
        <source>Choose from what was found</source>
        <translation>从查到的结果中选择</translation>
    </message>
    <message>
        <source>Close the list, empty the box, close a message</source>
        <translation>关闭列表，清空搜索框，关闭提示</translation>
    </message>
    <message>
        <source>Go to the box</source>
        <translation>回到搜索框</translation>
    </message>
    <message>
        <source>Next list or field</source>
        <translation>下一个列表或输入框</translation>
    </message>
    <message>
        <source>Take the last step back, for ten seconds</source>
        <translation>十秒内撤回上一步</translation>
    </message>
    <message>
        <source>Read a card from a picture; one can be dropped or pasted (Ctrl+V) too</source>
        <translation>从图片读取受理卡；也可以拖入或粘贴（Ctrl+V）</translation>
    </message>
    <message>
        <source>The light: send now, and what needs a decision</source>
        <translation>同步灯：立即同步，并打开待处理的事</translation>
    </message>
    <message>
        <source>No line: exchange with the county by USB stick</source>
        <translation>没有网络：用 U 盘与县里交换</translation>
    </message>
    <message>
        <source>Lock: a colleague can sign in, what is begun is kept</source>
        <translation>锁定：同事可以登录，已开始的内容会保留</translation>
    </message>
    <message>
        <source>Change my passphrase</source>
        <translation>更改我的口令</translation>
    </message>
    <message>
        <source>A PIN for this shift, to come back quickly after locking</source>
        <translation>当班 PIN 码：锁定后快速回来</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::MessagePage</name>
    <message>
        <source>For IT staff: %1</source>
        <translation>供技术人员参考：%1</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::NewPassphrasePage</name>
    <message>
        <source>%1, choose your own passphrase</source>
        <translation>%1，请设置您自己的口令</translation>
    </message>
    <message>
        <source>The one you typed was chosen by somebody else. From now on only yours opens your account; what you do stands in the log under your name.</source>
        <translation>刚才的口令是别人设的。今后只有您自己的口令能登录您的账号；您做的事会以您的名字记入日志。</translation>
    </message>
    <message>
        <source>Not now: lock</source>
        <translation>暂不设置，锁定</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::SetupPage</name>
    <message>
        <source>An address such as shouli.example.gov.cn, as it stands on the sheet.</source>
        <translation>请照单子填写地址，例如 shouli.example.gov.cn。</translation>
    </message>
    <message>
        <source>The code on the sheet, letters and digits.</source>
        <translation>请填写单子上的注册码，由字母和数字组成。</translation>
    </message>
    <message>
        <source>Your name, as on the staff list.</source>
        <translation>请填写您的姓名，与人员名单一致。</translation>
    </message>
    <message>
        <source>Too easy to guess. Four unrelated words are easy to remember.</source>
        <translation>太容易被猜到。四个不相干的词就好记。</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>两次输入还不一致。</translation>
    </message>
    <message>
        <source>Set up this computer</source>
        <translation>设置这台电脑</translation>
    </message>
    <message>
        <source>You need the sheet from the county&apos;s IT staff. This is done once; after it the computer works without a link.</source>
        <translation>请备好县里技术人员给的单子。只需设置一次，之后没有网络也能工作。</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再输入一次口令</translation>
    </message>
    <message>
        <source>It opens this office&apos;s data; nobody else knows it.</source>
        <translation>它用来打开本单位的数据，别人都不知道。</translation>
    </message>
    <message>
        <source>Fair. Another word would make it strong.</source>
        <translation>尚可。再加一个词就很牢靠。</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>很牢靠。</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>正在设置…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>开始设置</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>the other language, in that language</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大写锁定已打开。</translation>
    </message>
</context>
<context>
    <name>shouli::app::shell::StickDialog</name>
    <message>
        <source>Exchange with the county by USB stick</source>
        <translation>用 U 盘与县里交换</translation>
    </message>
    <message>
        <source>For when there is no line. What the county wrote on the stick is taken, and what waits here is written on it. Take the stick to the county&apos;s IT staff; when it comes back, do this once more. Only the county can read what is on it.</source>
        <translation>网络不通时使用。先收下县里写在 U 盘上的内容，再把本机待上报的内容写到 U 盘上。请把 U 盘送到县里交给技术人员；送回来后，再做一次。U 盘上的内容只有县里能读。</translation>
    </message>
    <message>
        <source>No stick is in this computer. Put one in: it appears here by itself.</source>
        <translation>没有插入 U 盘。插入后会自动出现在这里。</translation>
    </message>
    <message>
        <source>Sticks</source>
        <translation>U 盘</translation>
    </message>
    <message>
        <source>Another folder</source>
        <translation>其他文件夹</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>交换</translation>
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
        <source>%1 free</source>
        <translation>可用 %1</translation>
    </message>
    <message>
        <source>The folder to exchange through</source>
        <translation>选择用来交换的文件夹</translation>
    </message>
    <message>
        <source>Reading and writing the stick. Leave it in until this says so.</source>
        <translation>正在读写 U 盘。提示可以取出之前，请不要拔。</translation>
    </message>
    <message>
        <source>Taking the office&apos;s data from the stick: %1 %. Leave it in until this says so.</source>
        <translation>正在从 U 盘取回本办公点的数据：%1 %。提示可以取出之前，请不要拔。</translation>
    </message>
    <message>
        <source>The stick is no longer there. Nothing is lost: put it in and do it again.</source>
        <translation>U 盘不在了。内容没有丢失：请插好 U 盘再做一次。</translation>
    </message>
    <message>
        <source>The stick is full. Nothing is lost: make room on it, or take another one.</source>
        <translation>U 盘已满。内容没有丢失：请腾出空间，或换一个 U 盘。</translation>
    </message>
    <message>
        <source>The stick cannot be written. Nothing is lost: look for a switch that protects it, or take another one.</source>
        <translation>U 盘无法写入。内容没有丢失：请看有没有写保护开关，或换一个 U 盘。</translation>
    </message>
    <message>
        <source>This computer was enrolled before sticks were possible. Ask the county&apos;s IT staff to enrol it anew.</source>
        <translation>这台电脑注册时还不能用 U 盘交换。请联系县里的技术人员重新注册。</translation>
    </message>
    <message>
        <source>The stick brought no answer of the county for this computer.</source>
        <translation>U 盘上没有县里给这台电脑的答复。</translation>
    </message>
    <message numerus="yes">
        <source>Taken from the stick: the office&apos;s data, %n rows.</source>
        <translation>
            <numerusform>已从 U 盘收下本办公点的数据 %n 条。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken from the stick: what the county had to say, %n entries.</source>
        <translation>
            <numerusform>已从 U 盘收下县里的答复 %n 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>What the county wrote on this stick is here already, or older than what is here. It was left alone.</source>
        <translation>U 盘上县里的内容这里已经有了，或比这里的旧，没有改动任何内容。</translation>
    </message>
    <message>
        <source>The county&apos;s answer on this stick is incomplete or was altered. It was left alone; nothing was changed. The county writes it again when it gets the stick.</source>
        <translation>U 盘上县里的答复不完整或被改动过，没有采用，没有改动任何内容。县里收到 U 盘后会重新写。</translation>
    </message>
    <message>
        <source>The answer on this stick is another county&apos;s. It was left alone; nothing was changed.</source>
        <translation>U 盘上的答复是另一个县的，没有采用，没有改动任何内容。</translation>
    </message>
    <message>
        <source>The answer on this stick was made by a newer version of Shouli. It was left alone; have this computer&apos;s Shouli updated.</source>
        <translation>U 盘上的答复由更新版本的 Shouli 写成，没有采用。请升级本机的 Shouli。</translation>
    </message>
    <message>
        <source>The county took nothing. All that waits is kept here.</source>
        <translation>县里没有收下任何内容。待上报的内容都还保存在这里。</translation>
    </message>
    <message>
        <source>Not all of it could be taken. The county is asked for the rest.</source>
        <translation>没有全部收下，其余的已再次向县里索取。</translation>
    </message>
    <message>
        <source>One more way there and back is needed before all is here.</source>
        <translation>还需要再往返一次才能全部到位。</translation>
    </message>
    <message numerus="yes">
        <source>%n changes of this computer are on the stick.</source>
        <translation>
            <numerusform>本机的 %n 条内容已写到 U 盘上。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this computer waits; the stick asks the county for what is new.</source>
        <translation>本机没有待上报的内容；U 盘会向县里索取新内容。</translation>
    </message>
    <message>
        <source>You can take it out now. Take it to the county&apos;s IT staff.</source>
        <translation>现在可以取出 U 盘，请送到县里交给技术人员。</translation>
    </message>
</context>
<context>
    <name>shouli::app::staff::StaffDialog</name>
    <message>
        <source>One person, one account. Who it is for changes the first passphrase when they first sign in.</source>
        <translation>一人一个账号。本人首次登录时要更改初始口令。</translation>
    </message>
    <message>
        <source>Another role counts from the next sign-in on.</source>
        <translation>新的角色从下次登录起生效。</translation>
    </message>
    <message>
        <source>%1 signs in with it once and then chooses another. One from before no longer works.</source>
        <translation>%1用它登录一次，随后自己另设口令。以前的口令不再有效。</translation>
    </message>
    <message>
        <source>%1 cannot sign in at this computer any more, at once, and at the office&apos;s other computers after their next exchange with the county. What they did stays. From the next sign-in on the data here is under another key.</source>
        <translation>%1立即不能再登录这台电脑；本单位的其他电脑在下次与县里同步后也不能登录。以往办理的内容都保留。从下次登录起，这里的数据改用新的密钥。</translation>
    </message>
    <message>
        <source>%1 comes back to the office and needs a new first passphrase after this.</source>
        <translation>%1回到本单位，之后需要新的初始口令。</translation>
    </message>
    <message>
        <source>For when somebody may have copied this computer&apos;s files: from the next sign-in on the data is under another key, which takes some seconds once. Passphrases stay as they are.</source>
        <translation>如怀疑有人复制过这台电脑的文件：从下次登录起数据改用新的密钥，需要等几秒钟，只此一次。各人的口令不变。</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Name and role</source>
        <translation>姓名和角色</translation>
    </message>
    <message>
        <source>New first passphrase</source>
        <translation>新的初始口令</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>New data key</source>
        <translation>更换数据密钥</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>First passphrase</source>
        <translation>初始口令</translation>
    </message>
    <message>
        <source>Write it down and hand it over: it is shown only now.</source>
        <translation>请抄下来交给本人：只在此时显示。</translation>
    </message>
    <message>
        <source>Your own passphrase</source>
        <translation>您自己的口令</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type your own passphrase: it opens the key.</source>
        <translation>请输入您自己的口令：要用它打开密钥。</translation>
    </message>
    <message>
        <source>This is needed: %1</source>
        <translation>还需要填写：%1</translation>
    </message>
    <message>
        <source>Your own passphrase is not right. Look at Caps Lock and at the input method.</source>
        <translation>您自己的口令不对。请看看大写锁定和输入法。</translation>
    </message>
    <message>
        <source>Too many wrong passphrases. Wait %1 seconds, then try again.</source>
        <translation>口令输错次数太多。请等 %1 秒后再试。</translation>
    </message>
    <message>
        <source>The first passphrase is too easy to guess: eight characters or more, letters and digits, for an administrator also another sign.</source>
        <translation>初始口令太容易被猜到：要八个字符以上，有字母和数字；管理员的还要有其他符号。</translation>
    </message>
    <message>
        <source>Somebody has that name already, or it would leave the office without an administrator.</source>
        <translation>已有人用这个姓名，或者这样一来本单位就没有管理员了。</translation>
    </message>
    <message>
        <source>Nobody would be left who can sign in, or who administers the office.</source>
        <translation>这样一来就没有人能登录，或者没有人管理本单位了。</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>您的角色不能这样做。</translation>
    </message>
    <message>
        <source>It did not succeed; nothing was changed. (%1)</source>
        <translation>没有成功，什么都没有改动。（%1）</translation>
    </message>
</context>
<context>
    <name>shouli::app::staff::StaffModel</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>At this computer</source>
        <translation>在这台电脑上</translation>
    </message>
</context>
<context>
    <name>shouli::app::staff::StaffPage</name>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>another person</source>
        <translation>换一个人</translation>
    </message>
    <message>
        <source>name and role</source>
        <translation>姓名和角色</translation>
    </message>
    <message>
        <source>The office&apos;s administrator does this</source>
        <translation>由本单位管理员办理</translation>
    </message>
    <message>
        <source>Choose a person first</source>
        <translation>请先选择一个人</translation>
    </message>
    <message>
        <source>County IT looks after its own people</source>
        <translation>县级运维人员由县里管理</translation>
    </message>
    <message>
        <source>Take the person back first</source>
        <translation>请先恢复此人</translation>
    </message>
    <message>
        <source>Another administrator takes you away</source>
        <translation>停用您的账号要由另一位管理员办理</translation>
    </message>
    <message>
        <source>You change your own with Alt+P</source>
        <translation>更改自己的口令请按 Alt+P</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Name and role</source>
        <translation>姓名和角色</translation>
    </message>
    <message>
        <source>New first passphrase</source>
        <translation>新的初始口令</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>New data key</source>
        <translation>更换数据密钥</translation>
    </message>
    <message>
        <source>Nobody here has that name.</source>
        <translation>这里没有人叫这个名字。</translation>
    </message>
    <message numerus="yes">
        <source>%n people work here</source>
        <translation>
            <numerusform>%n 人在岗</numerusform>
        </translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>At this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>This office has no administrator yet. Add one, or give somebody the role with F6; from then on they look after this page.</source>
        <translation>本单位还没有管理员。请添加一位，或按 F6 给某人管理员角色；此后由其管理本页。</translation>
    </message>
    <message>
        <source>Added at another computer of the office, or by the county. F7 gives a first passphrase for this one.</source>
        <translation>此人是在本单位另一台电脑上或由县里添加的。按 F7 设置在这台电脑上的初始口令。</translation>
    </message>
    <message>
        <source>The data is not under the new key yet; it is tried again at the next sign-in. It needs as much free space on the disk as the data takes.</source>
        <translation>数据还没有换成新的密钥，下次登录时会再试。磁盘上要有与数据一样大的空余空间。</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>已添加：%1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>已更改：%1</translation>
    </message>
    <message>
        <source>%1 has a new first passphrase</source>
        <translation>%1有了新的初始口令</translation>
    </message>
    <message>
        <source>Taken away: %1</source>
        <translation>已停用：%1</translation>
    </message>
    <message>
        <source>Back again: %1. F7 gives a first passphrase.</source>
        <translation>已恢复：%1。按 F7 设置初始口令。</translation>
    </message>
    <message>
        <source>The data gets another key at the next sign-in</source>
        <translation>下次登录时数据更换密钥</translation>
    </message>
    <message>
        <source>Nobody works here yet</source>
        <translation>还没有人员</translation>
    </message>
    <message>
        <source>F5 adds a person.</source>
        <translation>按 F5 添加人员。</translation>
    </message>
    <message>
        <source>a colleague&apos;s name</source>
        <translation>同事的姓名</translation>
    </message>
</context>
<context>
    <name>shouli::app::staff::StaffWords</name>
    <message>
        <source>counter staff</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>reviewer</source>
        <translation>审核人员</translation>
    </message>
    <message>
        <source>approver</source>
        <translation>审批人员</translation>
    </message>
    <message>
        <source>grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>office administrator</source>
        <translation>单位管理员</translation>
    </message>
    <message>
        <source>county IT</source>
        <translation>县级运维人员</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>accepts cases, keeps the register</source>
        <translation>受理事项，维护台账</translation>
    </message>
    <message>
        <source>reviews at the street or town</source>
        <translation>街道、乡镇审核</translation>
    </message>
    <message>
        <source>approves at the county</source>
        <translation>县级审批</translation>
    </message>
    <message>
        <source>finds residents, reports matters</source>
        <translation>查找居民，上报事件</translation>
    </message>
    <message>
        <source>as counter staff, and this page</source>
        <translation>同窗口人员，并管理本页</translation>
    </message>
    <message>
        <source>sees no resident</source>
        <translation>看不到居民信息</translation>
    </message>
    <message>
        <source>reads the log, changes nothing</source>
        <translation>查看日志，不作改动</translation>
    </message>
    <message>
        <source>taken away</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>no passphrase at this computer</source>
        <translation>在这台电脑上没有口令</translation>
    </message>
    <message>
        <source>first passphrase, not changed yet</source>
        <translation>初始口令，尚未更改</translation>
    </message>
    <message>
        <source>can sign in</source>
        <translation>可以登录</translation>
    </message>
</context>
<context>
    <name>shouli::app::widgets::OpinionEdit</name>
    <message>
        <source>This opinion: type it here</source>
        <translation>本次意见：在此键入</translation>
    </message>
    <message>
        <source>This opinion: type it, or Ctrl+1…%1 for a usual phrase</source>
        <translation>本次意见：键入，或按 Ctrl+1…%1 选常用语</translation>
    </message>
    <message>
        <source>This opinion</source>
        <translation>本次意见</translation>
    </message>
</context>
</TS>
