"""Han characters that are written in several ways (医 醫, 疗 療), brought together under one of them. Pure.

Only what stands in texts on medicines law. A variant is found too, behind what is written as asked: see weights.py and questions.py.
"""

from __future__ import annotations

GROUPS = """
医醫 疗療 药藥薬 细細 产產産 质質 证證証 临臨 试試 验驗験 审審 评評 条條 价價価 备備 检檢検 遗遺 传傳伝 资資 组組 织織 济濟済 许許
认認 规規 则則 应應応 术術 实實実 际際 国國 会會 总總総 监監 后後 长長 随隨 访訪 风風 险險険 变變変 编編 辑輯 转轉転 录錄録 处處処
剂劑剤 卫衛 办辦 关關関 发發発 进進 护護 类類 异異 体體 种種 领領 优優 获獲 续續続 诊診 断斷 广廣広 东東 门門 联聯 协協 议議 员員
务務 报報 时時 间間 项項 动動 图圖図 书書 据據拠 库庫 数數 观觀観 识識 标標 准準 厅廳庁 净淨浄 压壓圧 经經経 脏臟臓 肿腫 脑腦脳
气氣気 单單単 双雙 与與 专專専 业業 两兩両 严嚴厳 个個 为為 义義 台臺 号號 团團 围圍囲 场場 复復 头頭 对對対 导導 将將 层層 带帶帯
开開 归歸帰 当當 态態 恶惡悪 户戶 执執 扩擴拡 择擇択 换換 损損 摄攝 无無 旧舊 显顯顕 暂暫 机機 权權権 构構 样樣様 欧歐 残殘 决決
测測 浓濃 湾灣 满滿満 点點 热熱 状狀 独獨 环環 现現 电電 码碼 离離 稳穩穏 积積 简簡 约約 级級 纳納 纯純 线線 终終 结結 给給 络絡
统統 绝絕 维維 综綜 网網 职職 肾腎 节節 范範 营營 补補 装裝 见見 视視 订訂 计計 训訓 记記 设設 译譯訳 该該 详詳 语語 误誤 说說 请請
调調 谈談 购購 费費 车車 软軟 载載 较較 辅輔 输輸 边邊 达達 过過 运運 还還 违違 远遠 连連 适適 选選 递遞 释釋釈 销銷 阶階 难難
预預 齐齊 亚亞 伤傷 伦倫 储儲 儿兒 内內 华華 历歷 参參 县縣 园園 圣聖 师師 废廢廃 强強 录錄 彻徹 忆憶 惯慣 抗 扫掃 担擔 拟擬 挂掛
晚 杂雜 极極 档檔 毕畢 汉漢 沟溝 法 浆漿 涂塗 灭滅 灵靈 炼煉 疡瘍 盐鹽塩 矿礦 确確 础礎 签簽 粘黏 紧緊 红紅 纤纖 继繼 绩績 缺 缩縮
胶膠 肠腸 脉脈 腺 艺藝 苏蘇 荐薦 药藥 虑慮 衔銜 触觸 觉覺 讲講 论論 诉訴 译譯 诺諾 谱譜 责責 败敗 贮貯 贸貿 赔賠 迁遷 迟遲 邮郵 采採
铁鐵鉄 银銀 错錯 键鍵 闭閉 阳陽 阴陰 阵陣 队隊 顺順 须須 颁頒 频頻 额額 题題 香 马馬 骨 骤驟 高 鲜鮮 龄齡 龙龍
"""

FIRST_OF = {character: group[0] for group in GROUPS.split() for character in group if len(group) > 1}


def plain_form(token: str) -> str:
    """The token with each character in one of its ways of writing, marked as such; empty where no character has another way."""
    if not token.isascii() and any(character in FIRST_OF for character in token):
        return "~" + "".join(FIRST_OF.get(character, character) for character in token)
    return ""
