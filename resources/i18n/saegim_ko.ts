<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Saegim</source>
        <translation>새김 정보</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>Support file</source>
        <translation>지원 파일</translation>
    </message>
    <message>
        <source>&amp;Save as a support file…</source>
        <translation>지원 파일로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>This is all that a support file holds: versions, models and the log. It says nothing of patients or of what was said. Read it before you give it away.</source>
        <translation>지원 파일에는 버전, 모델, 로그만 들어갑니다. 환자와 대화 내용은 들어가지 않습니다. 건네기 전에 읽어 보세요.</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>저장하지 못함: {reason}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장됨</translation>
    </message>
</context>
<context>
    <name>ActionFactory</name>
    <message>
        <source>&amp;New encounter…</source>
        <translation>새 진료(&amp;N)…</translation>
    </message>
    <message>
        <source>Name the &amp;patient…</source>
        <translation>환자 이름 입력(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Open audio file…</source>
        <translation>음성 파일 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Transcribe a&amp;gain</source>
        <translation>다시 인식(&amp;G)</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>녹음…</translation>
    </message>
    <message>
        <source>Transcribe the rest</source>
        <translation>나머지 인식</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>녹음에서 제외</translation>
    </message>
    <message>
        <source>Smaller model for the rest</source>
        <translation>나머지는 더 작은 모델로</translation>
    </message>
    <message>
        <source>&amp;Vocabulary…</source>
        <translation>어휘(&amp;V)…</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>이 순간 표시</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation>인쇄(&amp;I)…</translation>
    </message>
    <message>
        <source>Export &amp;DOCX…</source>
        <translation>DOCX로 내보내기(&amp;D)…</translation>
    </message>
    <message>
        <source>Export &amp;PDF…</source>
        <translation>PDF로 내보내기(&amp;P)…</translation>
    </message>
    <message>
        <source>Export &amp;text…</source>
        <translation>텍스트로 내보내기(&amp;T)…</translation>
    </message>
    <message>
        <source>E&amp;xport FHIR…</source>
        <translation>FHIR로 내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Draft note</source>
        <translation>노트 초안 작성(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Bring back the replaced draft</source>
        <translation>이전 초안 되돌리기(&amp;B)</translation>
    </message>
    <message>
        <source>Next &amp;flag</source>
        <translation>다음 표시(&amp;F)</translation>
    </message>
    <message>
        <source>Settle fla&amp;g…</source>
        <translation>표시 해결…(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Play the words behind it</source>
        <translation>근거 음성 재생(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Edit section</source>
        <translation>항목 편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy section</source>
        <translation>항목 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Compare &amp;versions…</source>
        <translation>버전 비교(&amp;V)…</translation>
    </message>
    <message>
        <source>C&amp;heck a note from elsewhere…</source>
        <translation>다른 곳에서 쓴 노트 점검…(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Sign…</source>
        <translation>서명(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Add addendum…</source>
        <translation>추가 기록(&amp;A)…</translation>
    </message>
    <message>
        <source>Ca&amp;lculators…</source>
        <translation>계산기(&amp;L)…</translation>
    </message>
    <message>
        <source>Patient&apos;s &amp;record…</source>
        <translation>환자 기록(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Medication tables…</source>
        <translation>약물 확인 목록(&amp;M)…</translation>
    </message>
    <message>
        <source>P&amp;lay from here</source>
        <translation>여기부터 재생(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Loop sentence or selection</source>
        <translation>문장이나 선택한 말 반복(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;top playing</source>
        <translation>재생 중지(&amp;T)</translation>
    </message>
    <message>
        <source>Correct &amp;words…</source>
        <translation>문구 고치기(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Handover board…</source>
        <translation>인수인계 보드(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Find in the transcript</source>
        <translation>대화 기록에서 찾기(&amp;F)</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>다음 찾기(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>이전 찾기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find encounter</source>
        <translation>진료 찾기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next encounter</source>
        <translation>다음 진료(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous encounter</source>
        <translation>이전 진료(&amp;P)</translation>
    </message>
    <message>
        <source>The patient&apos;s &amp;last visit</source>
        <translation>이 환자의 지난 진료(&amp;L)</translation>
    </message>
    <message>
        <source>Go to the &amp;transcript</source>
        <translation>대화 기록으로 이동(&amp;T)</translation>
    </message>
    <message>
        <source>Go to the n&amp;ote</source>
        <translation>노트로 이동(&amp;O)</translation>
    </message>
    <message>
        <source>All &amp;commands…</source>
        <translation>모든 명령(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;All notices</source>
        <translation>모든 알림(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
    <message>
        <source>Change &amp;passphrase…</source>
        <translation>암호 문구 변경(&amp;P)…</translation>
    </message>
    <message>
        <source>New &amp;recovery key…</source>
        <translation>새 복구 키(&amp;R)…</translation>
    </message>
    <message>
        <source>Te&amp;mplates…</source>
        <translation>서식(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>모델(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Quality and style…</source>
        <translation>품질과 문체(&amp;Q)…</translation>
    </message>
    <message>
        <source>Test mi&amp;crophone…</source>
        <translation>마이크 시험(&amp;C)…</translation>
    </message>
    <message>
        <source>First s&amp;teps…</source>
        <translation>첫걸음(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Practice consultation</source>
        <translation>연습 진료(&amp;P)</translation>
    </message>
    <message>
        <source>Open the sample as a &amp;file</source>
        <translation>예시를 파일로 열기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;End and remove the practice</source>
        <translation>연습 끝내고 지우기(&amp;E)</translation>
    </message>
    <message>
        <source>Loc&amp;k</source>
        <translation>잠금(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>A&amp;bout Saegim and this machine…</source>
        <translation>새김과 이 컴퓨터 정보(&amp;B)…</translation>
    </message>
</context>
<context>
    <name>AddendumDialog</name>
    <message>
        <source>Addendum</source>
        <translation>추가 기록</translation>
    </message>
    <message>
        <source>Text of the addendum</source>
        <translation>추가 기록 내용</translation>
    </message>
    <message>
        <source>What was learnt after signing. The signed document stays as it is.</source>
        <translation>서명한 뒤에 알게 된 내용. 서명한 문서는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Sign addendum</source>
        <translation>추가 기록에 서명(&amp;S)</translation>
    </message>
</context>
<context>
    <name>AdmitDialog</name>
    <message>
        <source>Add patients</source>
        <translation>환자 추가</translation>
    </message>
    <message>
        <source>&amp;Bed</source>
        <translation>병상(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>등록번호(&amp;U)</translation>
    </message>
    <message>
        <source>Name and number never reach the language model.</source>
        <translation>이름과 등록번호는 언어 모델에 전달되지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>추가(&amp;A)</translation>
    </message>
    <message>
        <source>Added: bed {bed}</source>
        <translation>추가했습니다: {bed} 병상</translation>
    </message>
</context>
<context>
    <name>AskBackPage</name>
    <message>
        <source>Is the recovery key at hand?</source>
        <translation>복구 키를 가지고 있나요?</translation>
    </message>
    <message>
        <source>Type its last group of characters from what you have written down or saved.</source>
        <translation>적어 두거나 저장한 복구 키에서 마지막 묶음을 입력하세요.</translation>
    </message>
    <message>
        <source>Last group of the recovery key</source>
        <translation>복구 키의 마지막 묶음</translation>
    </message>
    <message>
        <source>Its last group is another. See the key again if it is not at hand.</source>
        <translation>마지막 묶음이 다릅니다. 키가 곁에 없으면 다시 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Show the key again</source>
        <translation>키 다시 보기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>BedDialog</name>
    <message>
        <source>Change bed</source>
        <translation>병상 변경</translation>
    </message>
    <message>
        <source>&amp;Bed</source>
        <translation>병상(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>옮기기(&amp;M)</translation>
    </message>
</context>
<context>
    <name>BlockCard</name>
    <message>
        <source>Correct in the note</source>
        <translation>노트에서 고치기</translation>
    </message>
    <message>
        <source>Correct in the note: {text}</source>
        <translation>노트에서 고치기: {text}</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation>확인…</translation>
    </message>
    <message>
        <source>Confirm: {text}</source>
        <translation>확인: {text}</translation>
    </message>
</context>
<context>
    <name>BoardTable</name>
    <message>
        <source>Patients of this shift</source>
        <translation>이 근무의 환자</translation>
    </message>
    <message>
        <source>Bed</source>
        <translation>병상</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>인계</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>{state}, {count} to confirm</source>
        <translation>{state}, 확인할 것 {count}건</translation>
    </message>
</context>
<context>
    <name>CalculatorDialog</name>
    <message>
        <source>Calculators</source>
        <translation>계산기</translation>
    </message>
    <message>
        <source>Calculator</source>
        <translation>계산기</translation>
    </message>
    <message>
        <source>Section of the note</source>
        <translation>노트의 항목</translation>
    </message>
    <message>
        <source>&amp;Insert into the note</source>
        <translation>노트에 넣기(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>출처: {source}</translation>
    </message>
    <message>
        <source>Expected: {range}</source>
        <translation>입력 범위: {range}</translation>
    </message>
</context>
<context>
    <name>ClinicianForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>직종(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Licence number</source>
        <translation>면허번호(&amp;L)</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>All commands</source>
        <translation>모든 명령</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>무엇을 할까요?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>No command matches.</source>
        <translation>일치하는 명령이 없습니다.</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>지금은 쓸 수 없음</translation>
    </message>
</context>
<context>
    <name>CompareDesk</name>
    <message>
        <source>There is no other version of this note.</source>
        <translation>이 노트에는 비교할 다른 버전이 없습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s draft, and the note as it is now</source>
        <translation>모델 초안과 현재 노트</translation>
    </message>
    <message>
        <source>The model&apos;s draft, and version {n} as it was signed</source>
        <translation>모델 초안과 서명된 버전 {n}</translation>
    </message>
    <message>
        <source>Version {n} as it was signed, and the note as it is now</source>
        <translation>현재 노트와 서명된 버전 {n}</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare versions</source>
        <translation>버전 비교</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>&amp;Only what changed</source>
        <translation>바뀐 곳만 보기(&amp;O)</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>The two say the same.</source>
        <translation>두 버전의 내용이 같습니다.</translation>
    </message>
    <message>
        <source>Left out by this clinic&apos;s style</source>
        <translation>이 의료기관의 문체 규칙에 따라 생략됨</translation>
    </message>
    <message>
        <source>Put the section back</source>
        <translation>항목 되돌리기</translation>
    </message>
    <message>
        <source>Lines: {kept} unchanged, {changed} changed (±), {removed} removed (−), {added} added (+).</source>
        <translation>줄: 그대로 {kept}, 변경 {changed} (±), 삭제 {removed} (−), 추가 {added} (+).</translation>
    </message>
    <message>
        <source>Struck through: taken out. Underlined: put in.</source>
        <translation>취소선은 지운 말, 밑줄은 넣은 말입니다.</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Consent to the recording</source>
        <translation>녹음 동의</translation>
    </message>
    <message>
        <source>The patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>A guardian, for the patient</source>
        <translation>환자의 보호자</translation>
    </message>
    <message>
        <source>Nobody else is heard: I dictate</source>
        <translation>혼자 구술함(다른 사람의 목소리 없음)</translation>
    </message>
    <message>
        <source>Agreed &amp;by</source>
        <translation>동의한 사람(&amp;B)</translation>
    </message>
    <message>
        <source>Who agreed, when, and to which words is kept with the recording.</source>
        <translation>누가 언제 어떤 문구에 동의했는지 녹음과 함께 보관됩니다.</translation>
    </message>
    <message>
        <source>They agree: &amp;record</source>
        <translation>동의함, 녹음 시작(&amp;R)</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct the transcript</source>
        <translation>대화 기록 고치기</translation>
    </message>
    <message>
        <source>&amp;Speaker</source>
        <translation>화자(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>말한 내용(&amp;W)</translation>
    </message>
    <message>
        <source>The first version is kept. The note&apos;s evidence is found anew.</source>
        <translation>처음 기록은 그대로 보관되며, 노트의 근거를 새로 찾습니다.</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>confirmation</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>calculation</source>
        <translation>계산 결과</translation>
    </message>
    <message>
        <source>section put back</source>
        <translation>항목 되돌리기</translation>
    </message>
    <message>
        <source>correction of the transcript</source>
        <translation>대화 기록 수정</translation>
    </message>
    <message>
        <source>naming of a voice</source>
        <translation>화자 지정</translation>
    </message>
    <message>
        <source>edit of a section</source>
        <translation>항목 편집</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Encounters</source>
        <translation>진료 목록</translation>
    </message>
    <message>
        <source>No encounter matches.</source>
        <translation>찾는 진료가 없습니다.</translation>
    </message>
    <message>
        <source>No encounters yet.</source>
        <translation>아직 진료가 없습니다.</translation>
    </message>
    <message>
        <source>Search name or number</source>
        <translation>이름 또는 등록번호 검색</translation>
    </message>
    <message>
        <source>Search encounters</source>
        <translation>진료 검색</translation>
    </message>
    <message>
        <source>Which encounters</source>
        <translation>표시할 진료</translation>
    </message>
    <message>
        <source>All encounters</source>
        <translation>모든 진료</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Not signed yet</source>
        <translation>서명 전</translation>
    </message>
</context>
<context>
    <name>DictationBar</name>
    <message>
        <source>Dictation</source>
        <translation>구술</translation>
    </message>
    <message>
        <source>F5, or Enter in the list</source>
        <translation>F5 또는 목록에서 Enter</translation>
    </message>
    <message>
        <source>Paused at {time} · {patient}</source>
        <translation>{time}에 일시정지 · {patient}</translation>
    </message>
    <message>
        <source>Recording {time} · {patient}</source>
        <translation>녹음 중 {time} · {patient}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
</context>
<context>
    <name>DocumentDesk</name>
    <message>
        <source>The addendum is signed and kept with the document.</source>
        <translation>추가 기록에 서명하여 문서와 함께 보관했습니다.</translation>
    </message>
    <message>
        <source>The replaced draft is back.</source>
        <translation>이전 초안을 되돌렸습니다.</translation>
    </message>
    <message>
        <source>The other one is kept in its place; the same command exchanges them again.</source>
        <translation>지금까지의 초안은 대신 보관됩니다. 같은 명령으로 다시 맞바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Section copied.</source>
        <translation>항목을 복사했습니다.</translation>
    </message>
    <message>
        <source>Signed. What was signed can no longer be changed.</source>
        <translation>서명했습니다. 서명한 내용은 더 이상 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>It can be exported, and addenda can be added.</source>
        <translation>내보내거나 추가 기록을 작성할 수 있습니다.</translation>
    </message>
    <message>
        <source>Exported: {name}</source>
        <translation>내보냈습니다: {name}</translation>
    </message>
</context>
<context>
    <name>Drafting</name>
    <message>
        <source>Being written</source>
        <translation>작성 중</translation>
    </message>
    <message>
        <source>Preparing the language model…</source>
        <translation>언어 모델을 준비하는 중…</translation>
    </message>
    <message>
        <source>Reading the transcript…</source>
        <translation>대화 기록을 읽는 중…</translation>
    </message>
    <message>
        <source>Writing: {section}</source>
        <translation>작성 중: {section}</translation>
    </message>
    <message>
        <source>Writing: {section} · {share} % of the transcript is written up</source>
        <translation>작성 중: {section} · 대화 기록의 {share}% 정리함</translation>
    </message>
</context>
<context>
    <name>DraftsPage</name>
    <message>
        <source>Document</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>Too few notes to say anything. Signed so far: {count}; needed: {needed}.</source>
        <translation>아직 말할 수 있을 만큼 노트가 모이지 않았습니다. 서명된 노트: {count}건, 필요한 노트: {needed}건.</translation>
    </message>
    <message>
        <source>Words of the draft that were signed as they stood, by section:</source>
        <translation>초안의 단어 중 그대로 서명된 비율(항목별):</translation>
    </message>
    <message>
        <source>Signed notes: {count}. As drafted: {unchanged}. With up to a tenth changed: {little}.</source>
        <translation>서명된 노트 {count}건 중 초안 그대로 {unchanged}건, 10% 이하로 고친 노트 {little}건.</translation>
    </message>
    <message>
        <source>Kept most: {most}. Rewritten most: {least}.</source>
        <translation>가장 많이 유지된 항목: {most}. 가장 많이 고친 항목: {least}.</translation>
    </message>
    <message>
        <source>lines: {kept} kept, {changed} changed, {removed} removed, {added} added</source>
        <translation>줄: 유지 {kept}, 변경 {changed}, 삭제 {removed}, 추가 {added}</translation>
    </message>
</context>
<context>
    <name>EncounterHead</name>
    <message>
        <source>E&amp;xport</source>
        <translation>내보내기(&amp;X)</translation>
    </message>
</context>
<context>
    <name>EncounterPage</name>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>The recording is kept, but not transcribed yet.
Transcribe it.</source>
        <translation>녹음은 보관되어 있고 아직 인식되지 않았습니다.
음성 인식을 시작하세요.</translation>
    </message>
    <message>
        <source>No recording yet.
Record, or open an audio file.</source>
        <translation>아직 녹음이 없습니다.
녹음하거나 음성 파일을 여세요.</translation>
    </message>
    <message>
        <source>Sources and checks follow when the whole note is written.</source>
        <translation>근거와 점검 결과는 노트가 모두 작성된 뒤에 표시됩니다.</translation>
    </message>
    <message>
        <source>Written while you talk. Sources and checks follow when the recording ends.</source>
        <translation>대화하는 동안 쓴 초안입니다. 근거와 점검 결과는 녹음이 끝나면 표시됩니다.</translation>
    </message>
    <message>
        <source>The first lines are written when about a minute was said.</source>
        <translation>대화가 1분쯤 쌓이면 첫 줄이 작성됩니다.</translation>
    </message>
    <message>
        <source>No note yet.
Draft one from the transcript.</source>
        <translation>아직 노트가 없습니다.
대화 기록으로 초안을 작성하세요.</translation>
    </message>
    <message>
        <source>The note is drafted from the transcript.</source>
        <translation>노트는 대화 기록을 바탕으로 작성됩니다.</translation>
    </message>
    <message>
        <source>To correct or confirm before signing: {count}</source>
        <translation>서명 전에 고치거나 확인할 문장: {count}건</translation>
    </message>
    <message>
        <source>Version {version} signed by {name} ({role})</source>
        <translation>버전 {version} · 서명: {name} ({role})</translation>
    </message>
    <message>
        <source>What has changed since is not signed yet.</source>
        <translation>이후 변경된 내용은 아직 서명되지 않았습니다.</translation>
    </message>
    <message>
        <source>Addendum: {text}</source>
        <translation>추가 기록: {text}</translation>
    </message>
    <message>
        <source>Read it, correct or confirm what is flagged, then sign.</source>
        <translation>읽고 표시된 문장을 고치거나 확인한 뒤 서명하세요.</translation>
    </message>
    <message>
        <source>The draft before it can be brought back from the menu Note.</source>
        <translation>이전 초안은 ‘노트’ 메뉴에서 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The note is drafted.</source>
        <translation>노트 초안을 작성했습니다.</translation>
    </message>
    <message>
        <source>The recording is transcribed.</source>
        <translation>녹음을 대화 기록으로 옮겼습니다.</translation>
    </message>
</context>
<context>
    <name>ExampleNoteDialog</name>
    <message>
        <source>Template from a note</source>
        <translation>노트에서 서식 만들기</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>노트</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>제목(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>노트(&amp;N)</translation>
    </message>
    <message>
        <source>Paste a note with its headings. Only the headings are taken; the rest is not kept.</source>
        <translation>항목 제목이 있는 노트를 붙여 넣으세요. 제목만 가져오고 나머지는 보관하지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Find the sections</source>
        <translation>항목 찾기(&amp;F)</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>Find in the transcript</source>
        <translation>대화 기록에서 찾기</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>찾기 닫기</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{all}곳 중 {n}번째</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾은 곳 없음</translation>
    </message>
</context>
<context>
    <name>FirstStepsDialog</name>
    <message>
        <source>First steps</source>
        <translation>첫걸음</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>이전(&amp;B)</translation>
    </message>
    <message>
        <source>S&amp;kip the rest</source>
        <translation>나머지 건너뛰기(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>{count}단계 중 {number}단계</translation>
    </message>
    <message>
        <source>Not &amp;now</source>
        <translation>나중에(&amp;N)</translation>
    </message>
    <message>
        <source>What this machine can run</source>
        <translation>이 컴퓨터에서 쓸 수 있는 모델</translation>
    </message>
    <message>
        <source>Three models do the work, all on this computer: one hears, one tells voices apart, one writes.</source>
        <translation>음성을 인식하는 모델, 목소리를 구별하는 모델, 초안을 작성하는 모델이 모두 이 컴퓨터 안에서 일합니다.</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>이 컴퓨터를 살펴보는 중…</translation>
    </message>
    <message>
        <source>Can you be heard?</source>
        <translation>목소리가 잘 들리나요?</translation>
    </message>
    <message>
        <source>Choose a microphone, speak for five seconds, and hear yourself.</source>
        <translation>마이크를 고르고 5초 동안 말한 뒤 들어 보세요.</translation>
    </message>
    <message>
        <source>Practise once before the first patient</source>
        <translation>첫 환자를 보기 전에 한 번 연습하기</translation>
    </message>
    <message>
        <source>A recorded consultation plays in the place of a microphone: transcript, draft, checks, signature, in about five minutes. It has a vault of its own, says on every screen and every page that it is a practice, and is gone when you end it.</source>
        <translation>마이크 대신 녹음된 진료가 재생됩니다. 대화 기록, 초안, 점검, 서명까지 5분쯤 걸립니다. 별도의 보관소에서 진행되고 모든 화면과 문서에 연습용으로 표시되며, 끝내면 모두 지워집니다.</translation>
    </message>
    <message>
        <source>Begin the &amp;practice</source>
        <translation>연습 시작(&amp;P)</translation>
    </message>
    <message>
        <source>Found again at any time: {palette}, “{command}”.</source>
        <translation>언제든 다시 찾을 수 있습니다: {palette}, ‘{command}’.</translation>
    </message>
    <message>
        <source>Hears</source>
        <translation>음성 인식</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>초안 작성</translation>
    </message>
    <message>
        <source>Tells voices apart</source>
        <translation>목소리 구별</translation>
    </message>
    <message>
        <source>This machine: {cores} cores, {memory} GB of memory.</source>
        <translation>이 컴퓨터: 코어 {cores}개, 메모리 {memory} GB.</translation>
    </message>
    <message>
        <source>Would fit as well, and can be imported: {models}.</source>
        <translation>가져오면 쓸 수 있는 다른 모델: {models}.</translation>
    </message>
</context>
<context>
    <name>FlagRow</name>
    <message>
        <source>{flag} · confirmed</source>
        <translation>{flag} · 확인함</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation>확인…</translation>
    </message>
    <message>
        <source>Confirm: {flag}</source>
        <translation>확인: {flag}</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Take this line out of the note</source>
        <translation>이 줄을 노트에서 뺍니다</translation>
    </message>
    <message>
        <source>Use “{words}”</source>
        <translation>“{words}” 사용</translation>
    </message>
</context>
<context>
    <name>FlagsPage</name>
    <message>
        <source>A rule that is nearly always let stand hides the others. It can be lowered: it then informs instead of warning, and says so. Rules of numbers, doses, medications, allergies, sides, negations and missing support are never lowered, nor is anything that blocks a signature.</source>
        <translation>거의 항상 그대로 넘기는 규칙은 다른 표시 사항을 가립니다. 이런 규칙은 낮출 수 있으며, 그러면 경고 대신 참고로 표시되고 낮추었다는 사실도 함께 나타납니다. 숫자, 용량, 약물, 알레르기, 좌우, 부정, 근거 없음에 관한 규칙과 서명을 막는 규칙은 낮추지 않습니다.</translation>
    </message>
    <message>
        <source>No flag has been counted yet.</source>
        <translation>아직 집계된 표시 사항이 없습니다.</translation>
    </message>
    <message>
        <source>Lowered by this clinic: it informs and does not warn.</source>
        <translation>이 의료기관에서 낮춘 규칙: 경고하지 않고 참고로 표시합니다.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Raised {raised} ×, line signed unchanged {dismissed} ×</source>
        <translation>표시 {raised}회, 그대로 서명 {dismissed}회</translation>
    </message>
    <message>
        <source>Lower…</source>
        <translation>낮추기…</translation>
    </message>
</context>
<context>
    <name>HandoverBoard</name>
    <message>
        <source>Handover board</source>
        <translation>인수인계 보드</translation>
    </message>
    <message>
        <source>Nobody is on the board of this shift.
Add the patients of the ward.</source>
        <translation>이 근무의 보드에 환자가 없습니다.
병동 환자를 추가하세요.</translation>
    </message>
    <message>
        <source>No shift yet.
Open one above.</source>
        <translation>아직 근무가 없습니다.
위의 ‘근무 열기’로 시작하세요.</translation>
    </message>
    <message>
        <source>Stop, then {patient}</source>
        <translation>정지 후 다음: {patient}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Dictate</source>
        <translation>구술</translation>
    </message>
    <message>
        <source>Choose a patient to dictate about.</source>
        <translation>구술할 환자를 선택하세요.</translation>
    </message>
    <message>
        <source>Dictate: {patient}</source>
        <translation>구술: {patient}</translation>
    </message>
    <message>
        <source>It is checked: what is learnt later goes into the note as an addendum.</source>
        <translation>확인된 인계입니다. 이후 내용은 노트에 추가 기록으로 남기세요.</translation>
    </message>
    <message>
        <source>tick of a task, bed {bed}</source>
        <translation>할 일 표시, 병상 {bed}</translation>
    </message>
    <message>
        <source>change of bed {bed}</source>
        <translation>병상 변경, 병상 {bed}</translation>
    </message>
    <message>
        <source>Take {patient} off the board?</source>
        <translation>{patient}: 보드에서 내릴까요?</translation>
    </message>
    <message>
        <source>What was recorded and written stays in the list of encounters.</source>
        <translation>녹음과 작성한 내용은 진료 목록에 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Take off</source>
        <translation>내리기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>그대로 두기(&amp;K)</translation>
    </message>
    <message>
        <source>bed {bed} off the board</source>
        <translation>보드에서 내리기, 병상 {bed}</translation>
    </message>
    <message>
        <source>Sheet of the ward</source>
        <translation>병동 인계표</translation>
    </message>
    <message>
        <source>Exported: {name}</source>
        <translation>내보냈습니다: {name}</translation>
    </message>
</context>
<context>
    <name>HandoverNames</name>
    <message>
        <source>Day</source>
        <translation>데이</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>이브닝</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>나이트</translation>
    </message>
    <message>
        <source>Not dictated</source>
        <translation>구술 전</translation>
    </message>
    <message>
        <source>Dictated, not written</source>
        <translation>구술됨, 작성 전</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>인계 완료</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>남은 일 없음</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count}건 남음</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Search help</source>
        <translation>도움말 검색</translation>
    </message>
    <message>
        <source>Pages of help</source>
        <translation>도움말 목록</translation>
    </message>
    <message>
        <source>No page has all of these words.</source>
        <translation>이 단어가 모두 들어 있는 도움말이 없습니다.</translation>
    </message>
</context>
<context>
    <name>InputRow</name>
    <message>
        <source>from the patient&apos;s record</source>
        <translation>환자 기록에서</translation>
    </message>
    <message>
        <source>also found: {values}</source>
        <translation>다른 값: {values}</translation>
    </message>
</context>
<context>
    <name>KeepKeyPage</name>
    <message>
        <source>Keep your recovery key</source>
        <translation>복구 키 보관</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 키</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>인쇄(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Copy key</source>
        <translation>키 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation>파일로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>I have &amp;kept the recovery key in a safe place</source>
        <translation>복구 키를 안전한 곳에 보관했습니다(&amp;K)</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>계속(&amp;O)</translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation>복구 키 저장</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}</source>
        <translation>파일을 쓸 수 없습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level of the microphone</source>
        <translation>마이크 음량</translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>Added: {line}</source>
        <translation>추가됨: {line}</translation>
    </message>
    <message>
        <source>Removed: {line}</source>
        <translation>삭제됨: {line}</translation>
    </message>
    <message>
        <source>Changed from: {before} To: {after}</source>
        <translation>변경 전: {before} 변경 후: {after}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Saegim: practice</source>
        <translation>새김: 연습</translation>
    </message>
    <message>
        <source>Transcribe a&amp;gain</source>
        <translation>다시 인식(&amp;G)</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>음성 인식</translation>
    </message>
    <message>
        <source>New encounter</source>
        <translation>새 진료</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>만들기(&amp;C)</translation>
    </message>
    <message>
        <source>Audio and video</source>
        <translation>음성 및 영상</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Open audio file</source>
        <translation>음성 파일 열기</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 문서</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>텍스트 파일</translation>
    </message>
    <message>
        <source>FHIR document</source>
        <translation>FHIR 문서</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Work is still in progress.</source>
        <translation>작업이 아직 진행 중입니다.</translation>
    </message>
    <message>
        <source>It will be stopped. The recording is kept and can be transcribed again.</source>
        <translation>작업이 중단됩니다. 녹음은 보관되어 다시 인식할 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>그래도 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>계속하기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>MedicationTablesDialog</name>
    <message>
        <source>Medication tables</source>
        <translation>약물 확인 목록</translation>
    </message>
    <message>
        <source>Ask about listed &amp;interactions</source>
        <translation>목록에 있는 상호작용 확인(&amp;I)</translation>
    </message>
    <message>
        <source>Ask about children&apos;s &amp;doses by weight</source>
        <translation>소아의 체중별 용량 확인(&amp;D)</translation>
    </message>
    <message>
        <source>Both tables are short and need a pharmacist&apos;s review before they are used. What a table does not hold is not asked about.</source>
        <translation>두 목록은 짧으며, 사용하기 전에 약사의 검토가 필요합니다. 목록에 없는 것은 확인하지 않습니다.</translation>
    </message>
    <message>
        <source>The decision holds for the whole clinic and is kept in the audit log.</source>
        <translation>이 결정은 의료기관 전체에 적용되며 감사 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>En&amp;counter</source>
        <translation>진료(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Recording</source>
        <translation>녹음(&amp;R)</translation>
    </message>
    <message>
        <source>Not&amp;e</source>
        <translation>노트(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>Syste&amp;m</source>
        <translation>시스템(&amp;M)</translation>
    </message>
</context>
<context>
    <name>MicrophoneTest</name>
    <message>
        <source>Microphone</source>
        <translation>마이크</translation>
    </message>
    <message>
        <source>&amp;Speak five seconds</source>
        <translation>5초 말하기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hear it again</source>
        <translation>다시 듣기(&amp;H)</translation>
    </message>
    <message>
        <source>Speak as you will with a patient, from where you will sit.</source>
        <translation>실제로 앉을 자리에서 환자와 말하듯 말하세요.</translation>
    </message>
    <message>
        <source>What is said here is played back to you and not kept.</source>
        <translation>여기서 한 말은 들려주기만 하고 보관하지 않습니다.</translation>
    </message>
    <message>
        <source>Please speak: {seconds} s</source>
        <translation>말하세요: {seconds}초</translation>
    </message>
    <message>
        <source>The microphone will do. This is what you sound like.</source>
        <translation>마이크가 잘 작동합니다. 이렇게 들립니다.</translation>
    </message>
</context>
<context>
    <name>MicrophoneTestDialog</name>
    <message>
        <source>Test the microphone</source>
        <translation>마이크 시험</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 정도</translation>
    </message>
    <message>
        <source>Import &amp;file…</source>
        <translation>파일 가져오기(&amp;F)…</translation>
    </message>
    <message>
        <source>Import f&amp;older…</source>
        <translation>폴더 가져오기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>검증(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>제거(&amp;R)…</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>취소(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>{megabytes} MB on the disk</source>
        <translation>디스크 {megabytes} MB</translation>
    </message>
    <message>
        <source>installed, in use</source>
        <translation>설치됨, 사용 중</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>설치됨</translation>
    </message>
    <message>
        <source>would fit this machine</source>
        <translation>이 컴퓨터에 적합</translation>
    </message>
    <message>
        <source>too large for the memory of this machine</source>
        <translation>이 컴퓨터의 메모리보다 큼</translation>
    </message>
    <message>
        <source>about {megabytes} MB of memory</source>
        <translation>메모리 약 {megabytes} MB</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>설치되지 않음</translation>
    </message>
    <message>
        <source>would run, but slowly on this machine</source>
        <translation>이 컴퓨터에서는 느림</translation>
    </message>
    <message>
        <source>hears</source>
        <translation>음성 인식</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>초안 작성</translation>
    </message>
    <message>
        <source>tells voices apart</source>
        <translation>목소리 구별</translation>
    </message>
    <message>
        <source>A language model</source>
        <translation>언어 모델</translation>
    </message>
    <message>
        <source>The folder of a speech model</source>
        <translation>음성 인식 모델 폴더</translation>
    </message>
    <message>
        <source>Copying and trying the model. This may take some minutes.</source>
        <translation>모델을 복사하고 시험하는 중입니다. 몇 분 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Ready: {model}</source>
        <translation>준비됨: {model}</translation>
    </message>
    <message>
        <source>Reading every byte of the model…</source>
        <translation>모델 파일 전체를 읽어 확인하는 중…</translation>
    </message>
    <message>
        <source>Every byte is as it was when the model was installed.</source>
        <translation>모델이 설치할 때와 같습니다. 손상된 곳이 없습니다.</translation>
    </message>
    <message>
        <source>The model is damaged. Remove it and import it again.</source>
        <translation>모델이 손상되었습니다. 제거한 뒤 다시 가져오세요.</translation>
    </message>
    <message>
        <source>Remove {model} from this machine?</source>
        <translation>{model} 모델을 이 컴퓨터에서 제거할까요?</translation>
    </message>
    <message>
        <source>It can be imported again from where it came.</source>
        <translation>원래 파일에서 다시 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>제거(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>그대로 두기(&amp;K)</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>제거하는 중…</translation>
    </message>
    <message>
        <source>Removed: {model}</source>
        <translation>제거됨: {model}</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>취소하는 중…</translation>
    </message>
    <message>
        <source>Cancelled. Nothing has changed.</source>
        <translation>취소했습니다. 바뀐 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Clinician</source>
        <translation>의료진</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>보호자</translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation>간호사</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>화자</translation>
    </message>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>인식 완료</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>서명됨</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>의사</translation>
    </message>
    <message>
        <source>Other clinician</source>
        <translation>기타 의료인</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>the same words over and over</source>
        <translation>같은 말이 되풀이됨</translation>
    </message>
    <message>
        <source>no speech here</source>
        <translation>말소리가 없는 구간</translation>
    </message>
    <message>
        <source>a stock phrase that nobody said</source>
        <translation>아무도 말하지 않은 상투어</translation>
    </message>
    <message>
        <source>too uncertain</source>
        <translation>인식이 불확실함</translation>
    </message>
    <message>
        <source>Patient not named yet</source>
        <translation>환자 이름 미입력</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>오늘 {time}</translation>
    </message>
</context>
<context>
    <name>NewPassphrasePage</name>
    <message>
        <source>Passphrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>At least {count} characters</source>
        <translation>{count}자 이상</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>암호 문구 다시 입력</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>암호 문구(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Again</source>
        <translation>다시 입력(&amp;A)</translation>
    </message>
    <message>
        <source>The passphrase is too short. Use at least {count} characters.</source>
        <translation>암호 문구가 너무 짧습니다. {count}자 이상 입력하세요.</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type the same one twice.</source>
        <translation>두 암호 문구가 다릅니다. 같은 문구를 두 번 입력하세요.</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <source>Document</source>
        <translation>문서 종류</translation>
    </message>
    <message>
        <source>Language of the note</source>
        <translation>노트 언어</translation>
    </message>
    <message>
        <source>drafted by {model}</source>
        <translation>작성 모델 {model}</translation>
    </message>
    <message>
        <source>{share} % of the transcript read</source>
        <translation>대화 기록의 {share}%를 읽음</translation>
    </message>
    <message>
        <source>in this clinic&apos;s style</source>
        <translation>이 의료기관의 문체 적용</translation>
    </message>
    <message>
        <source>left out by this clinic&apos;s style: {sections}</source>
        <translation>문체 규칙에 따라 생략: {sections}</translation>
    </message>
</context>
<context>
    <name>NoteView</name>
    <message>
        <source>Note</source>
        <translation>노트</translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation>{n}번째 줄</translation>
    </message>
</context>
<context>
    <name>NothingOpen</name>
    <message>
        <source>No encounter is open</source>
        <translation>열려 있는 진료가 없습니다</translation>
    </message>
    <message>
        <source>Choose one from the list, or begin here:</source>
        <translation>목록에서 선택하거나 여기서 시작하세요.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>All notices</source>
        <translation>모든 알림</translation>
    </message>
    <message>
        <source>Close notice</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>NoticeHistory</name>
    <message>
        <source>Notices</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Nothing to report.</source>
        <translation>알릴 내용이 없습니다.</translation>
    </message>
</context>
<context>
    <name>OmissionRow</name>
    <message>
        <source>Said, not in the note · {kind}: “{words}”</source>
        <translation>말했으나 노트에 없음 · {kind}: “{words}”</translation>
    </message>
    <message>
        <source>Hear where it was said: {place}</source>
        <translation>말한 부분 듣기: {place}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add to {section}</source>
        <translation>{section}에 추가</translation>
    </message>
    <message>
        <source>Add to {section}: {words}</source>
        <translation>{section}에 추가: {words}</translation>
    </message>
</context>
<context>
    <name>PassphraseChangeDialog</name>
    <message>
        <source>Change passphrase</source>
        <translation>암호 문구 변경</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>암호 문구 변경</translation>
    </message>
    <message>
        <source>First type the passphrase that opens the vault now.</source>
        <translation>먼저 지금 쓰는 암호 문구를 입력하세요.</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>계속(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>Choose a new passphrase</source>
        <translation>새 암호 문구 정하기</translation>
    </message>
    <message>
        <source>From then on only the new one opens the vault; the recovery key stays. Backups that were made before open with the passphrase they were made with.</source>
        <translation>바꾸고 나면 새 암호 문구로만 보관소가 열리며, 복구 키는 그대로입니다. 이전에 만든 백업은 그때의 암호 문구로 열립니다.</translation>
    </message>
    <message>
        <source>C&amp;hange passphrase</source>
        <translation>암호 문구 변경(&amp;H)</translation>
    </message>
    <message>
        <source>Changing the passphrase…</source>
        <translation>암호 문구를 바꾸는 중…</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Locked</source>
        <translation>잠김</translation>
    </message>
    <message>
        <source>Saegim is locked. Nothing is lost, and what is in progress goes on.</source>
        <translation>새김이 잠겼습니다. 잃은 것은 없으며, 진행 중인 작업은 계속됩니다.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>열기(&amp;U)</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show what is typed: {field}</source>
        <translation>입력한 내용 보기: {field}</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Passphrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>I &amp;forgot the passphrase</source>
        <translation>암호 문구를 잊었습니다(&amp;F)</translation>
    </message>
</context>
<context>
    <name>PastedNoteDialog</name>
    <message>
        <source>Check a note from elsewhere</source>
        <translation>다른 곳에서 쓴 노트 점검</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>노트</translation>
    </message>
    <message>
        <source>Paste the note here. Lines such as “Plan:” begin a section.</source>
        <translation>여기에 노트를 붙여 넣으세요. “계획:”과 같은 줄은 항목의 시작입니다.</translation>
    </message>
    <message>
        <source>What the checks say of it stands here.</source>
        <translation>점검 결과가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>It is checked against the open transcript while you type, and it is not kept.</source>
        <translation>쓰는 동안 열려 있는 대화 기록과 대조하며, 보관하지 않습니다.</translation>
    </message>
    <message>
        <source>Does not stand: {blocks} · to look at: {warnings} · said and missing: {missing}</source>
        <translation>맞지 않음: {blocks}건 · 살펴볼 것: {warnings}건 · 말했으나 없음: {missing}건</translation>
    </message>
</context>
<context>
    <name>PatientDialog</name>
    <message>
        <source>Patients seen before</source>
        <translation>이전에 진료한 환자</translation>
    </message>
    <message>
        <source>Both may stay empty. They never reach the language model.</source>
        <translation>둘 다 비워 둘 수 있습니다. 이 정보는 언어 모델에 전달되지 않습니다.</translation>
    </message>
    <message>
        <source>Patient &amp;name</source>
        <translation>환자 이름(&amp;N)</translation>
    </message>
    <message>
        <source>Patient n&amp;umber</source>
        <translation>등록번호(&amp;U)</translation>
    </message>
    <message>
        <source>last seen {day}</source>
        <translation>최근 진료 {day}</translation>
    </message>
</context>
<context>
    <name>PatientPane</name>
    <message>
        <source>Handover of the chosen patient</source>
        <translation>선택한 환자의 인계</translation>
    </message>
    <message>
        <source>Open the &amp;note…</source>
        <translation>노트 열기(&amp;N)…</translation>
    </message>
    <message>
        <source>Change &amp;bed…</source>
        <translation>병상 변경(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Off the board…</source>
        <translation>보드에서 내리기(&amp;O)…</translation>
    </message>
    <message>
        <source>Written handover</source>
        <translation>작성된 인계</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>선택한 환자 없음</translation>
    </message>
    <message>
        <source>I have read this handover, compared it with what I know of the patient, and vouch for it.</source>
        <translation>이 인계를 읽고 환자에 대해 아는 내용과 대조하였으며, 그 내용에 책임을 집니다.</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>언급 없음</translation>
    </message>
    <message>
        <source>Written while you talk.</source>
        <translation>말하는 동안 작성됩니다.</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>Dictated, but not written yet. Open the note to go on with it.</source>
        <translation>구술했으나 아직 작성되지 않았습니다. 노트를 열어 이어서 진행하세요.</translation>
    </message>
    <message>
        <source>Nothing is dictated yet.</source>
        <translation>아직 구술한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Checked by {name}</source>
        <translation>확인: {name}</translation>
    </message>
    <message>
        <source>&amp;Checked by me: {name}</source>
        <translation>확인했습니다: {name}(&amp;C)</translation>
    </message>
    <message>
        <source>Read back by {name}, {time}</source>
        <translation>복창: {name}, {time}</translation>
    </message>
    <message>
        <source>&amp;Read back by me: {name}</source>
        <translation>복창했습니다: {name}(&amp;R)</translation>
    </message>
    <message>
        <source>To correct or confirm in the note before it can be checked: {count}</source>
        <translation>확인 전에 노트에서 고치거나 확인할 것: {count}건</translation>
    </message>
    <message>
        <source>Enter above who hands over.</source>
        <translation>위에 인계자를 입력하세요.</translation>
    </message>
    <message>
        <source>Enter above who takes over.</source>
        <translation>위에 인수자를 입력하세요.</translation>
    </message>
    <message>
        <source>The nurse who takes over says it back in their own words, then ticks.</source>
        <translation>인수자가 자신의 말로 복창한 뒤 누릅니다.</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>The practice is over, and all of it is removed.</source>
        <translation>연습을 마치고 모두 지웠습니다.</translation>
    </message>
</context>
<context>
    <name>PracticeGuide</name>
    <message>
        <source>Practice</source>
        <translation>연습</translation>
    </message>
    <message>
        <source>Practice · about no patient</source>
        <translation>연습 · 실제 환자 아님</translation>
    </message>
    <message>
        <source>1 of 5: {record}. A consultation of two minutes plays in the place of a microphone.</source>
        <translation>1/5: {record}. 마이크 대신 2분짜리 진료가 재생됩니다.</translation>
    </message>
    <message>
        <source>2 of 5: Transcript and note grow while people talk. After two minutes, or earlier: {stop}.</source>
        <translation>2/5: 대화하는 동안 대화 기록과 노트가 늘어납니다. 2분 뒤 또는 그 전에: {stop}.</translation>
    </message>
    <message>
        <source>2 of 5: Saegim is at work. What is finished can be read already.</source>
        <translation>2/5: 새김이 작업 중입니다. 끝난 부분은 바로 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>2 of 5: {transcribe}. The recording is kept, and not transcribed yet.</source>
        <translation>2/5: {transcribe}. 녹음은 보관되어 있고 아직 인식되지 않았습니다.</translation>
    </message>
    <message>
        <source>3 of 5: {draft}. Each line of the note will rest on words of the transcript.</source>
        <translation>3/5: {draft}. 노트의 줄마다 대화 기록의 말이 근거가 됩니다.</translation>
    </message>
    <message>
        <source>4 of 5: Choose a line to see and hear its words. {next} finds what stands in the way, {settle} confirms it, {edit} corrects it.</source>
        <translation>4/5: 줄을 고르면 근거가 된 말을 보고 들을 수 있습니다. 서명을 막는 줄 찾기: {next}, 확인: {settle}, 고치기: {edit}.</translation>
    </message>
    <message>
        <source>5 of 5: Read the note against the transcript, then {sign}. Any name will do here.</source>
        <translation>5/5: 노트를 대화 기록과 대조해 읽은 뒤: {sign}. 여기서는 아무 이름이나 괜찮습니다.</translation>
    </message>
    <message>
        <source>Done. {export} writes the document, and it says that it is a practice.</source>
        <translation>끝났습니다. {export}: 문서를 저장하며, 문서에는 연습용이라고 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>PracticeMicrophones</name>
    <message>
        <source>Sample consultation</source>
        <translation>예시 진료</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>취소(&amp;L)</translation>
    </message>
    <message>
        <source>Cancel this work</source>
        <translation>이 작업 취소</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>멈추는 중…</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>약 {seconds}초 남음</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>약 {minutes}분 남음</translation>
    </message>
</context>
<context>
    <name>QualityDialog</name>
    <message>
        <source>Quality and style</source>
        <translation>품질과 문체</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>표시 사항</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>문체</translation>
    </message>
    <message>
        <source>Counted over the last signed notes that were drafted here: {count}.</source>
        <translation>여기에서 초안을 작성해 서명한 최근 노트 {count}건을 집계했습니다.</translation>
    </message>
    <message>
        <source>Only numbers are kept: no words, no names, nothing of who wrote what.</source>
        <translation>숫자만 보관합니다. 문장과 이름, 작성자는 남기지 않습니다.</translation>
    </message>
    <message>
        <source>It was raised {raised} times, and {dismissed} times the line was signed as it stood.</source>
        <translation>{raised}번 표시되었고, 그중 {dismissed}번은 문장을 그대로 둔 채 서명했습니다.</translation>
    </message>
    <message>
        <source>It will inform instead of warning, for everybody in this clinic. It is put back here.</source>
        <translation>앞으로 이 의료기관 전체에서 경고 대신 참고로 표시됩니다. 이 화면에서 언제든 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Lower the rule “{rule}”?</source>
        <translation>“{rule}” 규칙을 낮출까요?</translation>
    </message>
    <message>
        <source>&amp;Lower</source>
        <translation>낮추기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>그대로 두기(&amp;K)</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>Calculated from the inputs in this line. Source: {source}</source>
        <translation>이 줄에 적힌 입력값으로 계산함. 출처: {source}</translation>
    </message>
    <message>
        <source>Name the patient</source>
        <translation>환자 이름 입력</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
    <message>
        <source>name of the patient</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>change of the patient&apos;s record</source>
        <translation>환자 기록 변경</translation>
    </message>
    <message>
        <source>change of the medication tables</source>
        <translation>약물 확인 목록 변경</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>Patient&apos;s record</source>
        <translation>환자 기록</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>여성</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>남성</translation>
    </message>
    <message>
        <source>year-month-day</source>
        <translation>연-월-일</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
    <message>
        <source>Se&amp;x</source>
        <translation>성별(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Birth date</source>
        <translation>생년월일(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Weight (kg)</source>
        <translation>체중 kg(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Height (cm)</source>
        <translation>키 cm(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Creatinine (mg/dL)</source>
        <translation>크레아티닌 (mg/dL)(&amp;C)</translation>
    </message>
    <message>
        <source>Weighe&amp;d on</source>
        <translation>체중 측정일(&amp;D)</translation>
    </message>
    <message>
        <source>e&amp;GFR</source>
        <translation>추정 사구체여과율 eGFR(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Pregnancy</source>
        <translation>임신(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Allergies</source>
        <translation>알레르기(&amp;A)</translation>
    </message>
    <message>
        <source>Current &amp;medications</source>
        <translation>복용 중인 약(&amp;M)</translation>
    </message>
    <message>
        <source>Known from the visit of {day}. Ask whether it still holds; Save keeps it for this visit.</source>
        <translation>{day} 진료에서 입력한 내용입니다. 지금도 맞는지 확인하세요. 저장하면 이번 진료의 기록이 됩니다.</translation>
    </message>
    <message>
        <source>One allergy or medication a line. The note is checked against this; it never reaches the language model.</source>
        <translation>알레르기와 약은 한 줄에 하나씩 적습니다. 노트 확인에만 쓰이며 언어 모델에는 전달되지 않습니다.</translation>
    </message>
    <message>
        <source>“{text}” cannot be read. Expected: {range}</source>
        <translation>읽을 수 없는 값: “{text}”. 입력 범위: {range}</translation>
    </message>
</context>
<context>
    <name>RecorderStrip</name>
    <message>
        <source>Recorder</source>
        <translation>녹음기</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>마이크</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>계속 녹음</translation>
    </message>
    <message>
        <source>Ready to record</source>
        <translation>녹음할 준비가 되었습니다</translation>
    </message>
    <message>
        <source>Paused at {time}</source>
        <translation>일시정지됨: {time}</translation>
    </message>
    <message>
        <source>Off the record: nothing is stored. Recorded: {time}</source>
        <translation>녹음에서 제외 중: 아무것도 저장되지 않음. 녹음됨: {time}</translation>
    </message>
    <message>
        <source>Recording {time} · transcript {lag} s behind</source>
        <translation>녹음 중 {time} · 인식 {lag}초 늦음</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>녹음 중 {time}</translation>
    </message>
</context>
<context>
    <name>RecordingDesk</name>
    <message>
        <source>Marked at {time}.</source>
        <translation>{time}에 표시했습니다.</translation>
    </message>
    <message>
        <source>A recording of {recorded} was cut off; {heard} of it is transcribed.</source>
        <translation>{recorded} 길이의 녹음이 중단되었습니다. 그중 {heard}까지 인식되었습니다.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Back on the record</source>
        <translation>녹음에 다시 포함</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>녹음에서 제외</translation>
    </message>
</context>
<context>
    <name>RecoveryKeyChangeDialog</name>
    <message>
        <source>New recovery key</source>
        <translation>새 복구 키</translation>
    </message>
    <message>
        <source>Make a new recovery key</source>
        <translation>새 복구 키 만들기</translation>
    </message>
    <message>
        <source>For example when the paper with the former key is lost. First type the passphrase.</source>
        <translation>이전 키를 적은 종이를 잃어버렸을 때 등에 사용합니다. 먼저 암호 문구를 입력하세요.</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>계속(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>It takes the place of the former key as soon as you have typed its last group; until then the former one is valid. It is shown this one time. Write it down and keep it away from this computer.</source>
        <translation>마지막 묶음을 입력하면 이전 키를 대신하며, 그 전까지는 이전 키가 유효합니다. 지금 한 번만 표시되니 적어서 이 컴퓨터와 떨어진 곳에 보관하세요.</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>마침(&amp;F)</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Still missing: {inputs}</source>
        <translation>남은 항목: {inputs}</translation>
    </message>
</context>
<context>
    <name>Resuming</name>
    <message>
        <source>What you were writing is here again. It is not saved yet.</source>
        <translation>쓰던 내용이 다시 여기 있습니다. 아직 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>A recording was cut off too. Choose its encounter in the list afterwards: {patients}.</source>
        <translation>중단된 녹음도 있습니다. 이어서 목록에서 해당 진료를 선택하세요: {patients}.</translation>
    </message>
    <message>
        <source>Saegim ended without being closed. This is what was open.</source>
        <translation>새김이 정상적으로 닫히지 않았습니다. 열려 있던 진료를 다시 열었습니다.</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Changing the recovery key…</source>
        <translation>복구 키를 바꾸는 중…</translation>
    </message>
</context>
<context>
    <name>SectionPanel</name>
    <message>
        <source>Not stated</source>
        <translation>언급 없음</translation>
    </message>
    <message>
        <source>Copy section: {title}</source>
        <translation>항목 복사: {title}</translation>
    </message>
    <message>
        <source>Edit section: {title}</source>
        <translation>항목 편집: {title}</translation>
    </message>
    <message>
        <source>Kept out of the note</source>
        <translation>노트에서 제외함</translation>
    </message>
</context>
<context>
    <name>SectionWriting</name>
    <message>
        <source>Text of this section, one statement a line</source>
        <translation>이 항목의 내용, 한 줄에 한 문장</translation>
    </message>
    <message>
        <source>One statement a line. Unchanged lines keep their sources.</source>
        <translation>한 줄에 한 문장. 바꾸지 않은 줄은 근거를 유지합니다.</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>취소(&amp;L)</translation>
    </message>
    <message>
        <source>Nothing here stands against what was said.</source>
        <translation>대화와 어긋나는 내용이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SegmentDelegate</name>
    <message>
        <source>uncertain, please listen</source>
        <translation>불확실함, 들어 보세요</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language of the window</source>
        <translation>화면 언어</translation>
    </message>
    <message>
        <source>What is recorded and written keeps its own language, which is chosen beside it.</source>
        <translation>녹음과 노트의 언어는 각각 따로 고릅니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면 모양</translation>
    </message>
    <message>
        <source>High contrast has the strongest colours, for tired eyes and bright rooms.</source>
        <translation>고대비는 눈이 피로하거나 주위가 밝을 때 쓰는 가장 뚜렷한 색입니다.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Default document</source>
        <translation>기본 문서</translation>
    </message>
    <message>
        <source>A new encounter starts with this document; another can be chosen at any time.</source>
        <translation>새 진료는 이 문서로 시작하며, 언제든 다른 문서를 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>Language of new notes</source>
        <translation>새 노트의 언어</translation>
    </message>
    <message>
        <source>Notes are written in this language, whatever is spoken.</source>
        <translation>대화의 언어와 관계없이 노트를 이 언어로 씁니다.</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>화면 언어에 따름</translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation>대화 언어</translation>
    </message>
    <message>
        <source>One language is heard more surely than one that has to be found out first.</source>
        <translation>언어를 정해 두면 자동으로 감지할 때보다 더 정확하게 인식합니다.</translation>
    </message>
    <message>
        <source>Detect language</source>
        <translation>언어 자동 감지</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>마이크</translation>
    </message>
    <message>
        <source>A recording begins with it if it is plugged in; another can be chosen meanwhile.</source>
        <translation>연결되어 있으면 이 마이크로 녹음을 시작합니다. 녹음 중에 다른 마이크를 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>Speed of playback</source>
        <translation>재생 속도</translation>
    </message>
    <message>
        <source>Voices keep their pitch.</source>
        <translation>속도를 바꿔도 목소리의 높이는 그대로입니다.</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Applies to all text in the window.</source>
        <translation>화면의 모든 글자에 적용됩니다.</translation>
    </message>
    <message>
        <source>Recorder over other programs</source>
        <translation>다른 프로그램 위의 작은 녹음기</translation>
    </message>
    <message>
        <source>A small strip with time, level and pause, while you record and work elsewhere.</source>
        <translation>녹음하면서 다른 프로그램을 쓰는 동안 시간과 음량, 일시정지 단추를 작은 창으로 띄웁니다.</translation>
    </message>
    <message>
        <source>While another program is in front</source>
        <translation>다른 프로그램을 쓰는 동안</translation>
    </message>
    <message>
        <source>Lock when nobody works here</source>
        <translation>쓰지 않을 때 잠금</translation>
    </message>
    <message>
        <source>It then shows nothing until the passphrase is typed. Not during a recording.</source>
        <translation>잠기면 암호 문구를 입력할 때까지 아무것도 보이지 않습니다. 녹음하는 동안에는 잠기지 않습니다.</translation>
    </message>
    <message>
        <source>After 2 minutes</source>
        <translation>2분 뒤</translation>
    </message>
    <message>
        <source>After 5 minutes</source>
        <translation>5분 뒤</translation>
    </message>
    <message>
        <source>After 10 minutes</source>
        <translation>10분 뒤</translation>
    </message>
    <message>
        <source>After 30 minutes</source>
        <translation>30분 뒤</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>잠그지 않음</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>설정 검색</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>일치하는 설정이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SettlingDialog</name>
    <message>
        <source>Settle a flag</source>
        <translation>표시 해결</translation>
    </message>
    <message>
        <source>For example: seen in the chart, measured after the recording</source>
        <translation>예: 차트에서 확인함, 녹음 후 측정함</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>사유(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reason, if you like</source>
        <translation>사유(선택)(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Confirm</source>
        <translation>확인(&amp;C)</translation>
    </message>
    <message>
        <source>The reason is kept with the note.</source>
        <translation>사유는 노트와 함께 보관됩니다.</translation>
    </message>
</context>
<context>
    <name>ShiftDialog</name>
    <message>
        <source>Shift</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>&amp;Take over the patients of the shift before</source>
        <translation>이전 근무의 환자 이어받기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Ward</source>
        <translation>병동(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>날짜(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Shift</source>
        <translation>근무(&amp;S)</translation>
    </message>
    <message>
        <source>D&amp;ocument</source>
        <translation>문서(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>열기(&amp;O)</translation>
    </message>
    <message>
        <source>A shift that the ward has already is opened as it is.</source>
        <translation>병동에 이미 있는 근무는 그대로 엽니다.</translation>
    </message>
</context>
<context>
    <name>ShiftHead</name>
    <message>
        <source>Shift</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>Hands over</source>
        <translation>인계자</translation>
    </message>
    <message>
        <source>Takes over</source>
        <translation>인수자</translation>
    </message>
    <message>
        <source>Open &amp;shift…</source>
        <translation>근무 열기(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Add patients…</source>
        <translation>환자 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Sheet as &amp;PDF…</source>
        <translation>인계표 PDF(&amp;P)…</translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation>인쇄(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Sign</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>I &amp;agree to this statement</source>
        <translation>위 내용에 동의합니다(&amp;A)</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>확인 및 서명</translation>
    </message>
    <message>
        <source>What will be signed</source>
        <translation>서명할 내용</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>언급 없음</translation>
    </message>
    <message>
        <source>I have read this document, checked what Saegim drafted against what was said and what I found, and take responsibility for its content.</source>
        <translation>이 문서를 읽고, 새김이 작성한 초안을 실제 대화와 본인의 소견에 비추어 확인하였으며, 그 내용에 책임을 집니다.</translation>
    </message>
    <message>
        <source>&amp;Sign</source>
        <translation>서명(&amp;S)</translation>
    </message>
    <message>
        <source>Before signing: correct or confirm each of these. Open: {count}</source>
        <translation>서명하기 전에 각 문장을 고치거나 확인하세요. 남은 문장: {count}건</translation>
    </message>
</context>
<context>
    <name>SmallRecorder</name>
    <message>
        <source>Recorder</source>
        <translation>녹음기</translation>
    </message>
    <message>
        <source>Back to Saegim</source>
        <translation>새김으로 돌아가기</translation>
    </message>
    <message>
        <source>Paused {time}</source>
        <translation>일시정지 {time}</translation>
    </message>
    <message>
        <source>Off the record {time}</source>
        <translation>녹음에서 제외 중 {time}</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>녹음 중 {time}</translation>
    </message>
    <message>
        <source>Marked {time}</source>
        <translation>{time} 표시함</translation>
    </message>
</context>
<context>
    <name>StatementRow</name>
    <message>
        <source>edited</source>
        <translation>수정함</translation>
    </message>
    <message>
        <source>said at {times}</source>
        <translation>{times}에 말함</translation>
    </message>
    <message>
        <source>no source</source>
        <translation>근거 없음</translation>
    </message>
</context>
<context>
    <name>StrengthMeter</name>
    <message>
        <source>Strength of the passphrase</source>
        <translation>암호 문구의 안전도</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>너무 짧음</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>약함</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>안전함</translation>
    </message>
</context>
<context>
    <name>StylePage</name>
    <message>
        <source>What is done to nearly every draft, new drafts can hold from the start: how something is written, never what a line says. The checks read the result. At most {most} rules; a note names those that changed it.</source>
        <translation>거의 모든 초안에서 되풀이하는 수정은 새 초안에 처음부터 반영할 수 있습니다. 쓰는 방식만 바뀌고 줄의 내용은 바뀌지 않으며, 결과는 다시 점검합니다. 규칙은 최대 {most}개이고, 적용된 규칙은 노트에 기록됩니다.</translation>
    </message>
    <message>
        <source>Nothing is done to so many drafts yet.</source>
        <translation>아직 거의 모든 초안에서 되풀이되는 수정이 없습니다.</translation>
    </message>
    <message>
        <source>In force for new drafts.</source>
        <translation>새 초안에 적용됩니다.</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>끄기</translation>
    </message>
    <message>
        <source>Emptied in {taken} of {chances} notes. A note says what was left out of it, and it can be put back.</source>
        <translation>노트 {chances}건 중 {taken}건에서 비웠습니다. 생략한 항목은 노트에 표시되고 다시 넣을 수 있습니다.</translation>
    </message>
    <message>
        <source>Written so in {taken} of {chances} lines that were drafted otherwise.</source>
        <translation>다르게 작성된 {chances}줄 중 {taken}줄을 이렇게 고쳤습니다.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Lines without a full stop</source>
        <translation>마침표 없는 줄</translation>
    </message>
    <message>
        <source>Korean endings in -음, -함 instead of -니다</source>
        <translation>-니다 대신 -음, -함으로 끝맺기</translation>
    </message>
    <message>
        <source>Vital signs in short: BP 130/80</source>
        <translation>활력징후 약어: BP 130/80</translation>
    </message>
    <message>
        <source>{template} without “{section}”</source>
        <translation>{template}에서 “{section}” 생략</translation>
    </message>
</context>
<context>
    <name>SystemDesk</name>
    <message>
        <source>It opens the vault, every day and after a pause.</source>
        <translation>매일, 그리고 자리를 비운 뒤에 보관소를 엽니다.</translation>
    </message>
    <message>
        <source>It opens the vault when the passphrase is forgotten.</source>
        <translation>암호 문구를 잊었을 때 보관소를 엽니다.</translation>
    </message>
    <message>
        <source>The passphrase is changed.</source>
        <translation>암호 문구를 바꾸었습니다.</translation>
    </message>
    <message>
        <source>The new recovery key is valid. The former one opens nothing any more: throw it away.</source>
        <translation>이제 새 복구 키가 유효합니다. 이전 키로는 더 이상 열리지 않으니 폐기하세요.</translation>
    </message>
    <message>
        <source>The window changes at its next start: work is in progress.</source>
        <translation>작업이 진행 중이므로 다음에 시작할 때 화면이 바뀝니다.</translation>
    </message>
</context>
<context>
    <name>TaskTick</name>
    <message>
        <source>done {time}</source>
        <translation>{time} 완료</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>&amp;Required: something must stand here before signing</source>
        <translation>필수: 서명 전에 반드시 채워야 함(&amp;R)</translation>
    </message>
    <message>
        <source>Lines are &amp;tasks, for the handover board</source>
        <translation>각 줄은 할 일(인수인계 보드에 표시)(&amp;T)</translation>
    </message>
    <message>
        <source>A single &amp;line</source>
        <translation>한 줄만(&amp;L)</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Add &amp;section</source>
        <translation>항목 추가(&amp;S)</translation>
    </message>
    <message>
        <source>Remove sectio&amp;n</source>
        <translation>항목 삭제(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>위로(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>아래로(&amp;D)</translation>
    </message>
    <message>
        <source>Title ({language})</source>
        <translation>제목 ({language})</translation>
    </message>
    <message>
        <source>Section ({language})</source>
        <translation>항목 제목 ({language})</translation>
    </message>
    <message>
        <source>What belongs here ({language})</source>
        <translation>쓸 내용 ({language})</translation>
    </message>
    <message>
        <source>One language is enough: the other then has the same words.</source>
        <translation>한 언어만 적어도 됩니다. 다른 언어에는 같은 말이 들어갑니다.</translation>
    </message>
</context>
<context>
    <name>TemplatePreview</name>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Language of the note</source>
        <translation>노트 언어</translation>
    </message>
    <message>
        <source>&amp;Draft the sample</source>
        <translation>예시 초안 작성(&amp;D)</translation>
    </message>
    <message>
        <source>Draft of the sample</source>
        <translation>예시 초안</translation>
    </message>
    <message>
        <source>A recorded sample consultation, drafted as it would be for a patient.</source>
        <translation>녹음된 예시 진료를 실제 진료와 똑같이 초안으로 작성합니다.</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>언급 없음</translation>
    </message>
</context>
<context>
    <name>TemplatesDialog</name>
    <message>
        <source>Templates</source>
        <translation>서식</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;From a note…</source>
        <translation>노트에서 만들기(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>삭제(&amp;V)…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>&amp;Preview…</source>
        <translation>미리 보기(&amp;P)…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>own</source>
        <translation>직접 만든 서식</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>기본 제공</translation>
    </message>
    <message>
        <source>It ships with Saegim and stays as it is. Copy it to make it your own.</source>
        <translation>새김에 포함된 서식이며 바뀌지 않습니다. 복사해서 직접 만든 서식으로 쓰세요.</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>아직 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Version {version}. Documents keep the version they were written with.</source>
        <translation>버전 {version}. 문서는 작성할 때의 버전을 유지합니다.</translation>
    </message>
    <message>
        <source>The template has changes that are not saved.</source>
        <translation>저장하지 않은 변경 사항이 있습니다.</translation>
    </message>
    <message>
        <source>They will be lost.</source>
        <translation>변경 사항이 사라집니다.</translation>
    </message>
    <message>
        <source>&amp;Lose them</source>
        <translation>버리기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>계속하기(&amp;S)</translation>
    </message>
    <message>
        <source>A template</source>
        <translation>서식</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Exported: {name}</source>
        <translation>내보냈습니다: {name}</translation>
    </message>
    <message>
        <source>Remove this template?</source>
        <translation>이 서식을 삭제할까요?</translation>
    </message>
    <message>
        <source>It is no longer offered. Nothing that was written is touched.</source>
        <translation>더 이상 목록에 나오지 않습니다. 이미 작성한 문서는 그대로입니다.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>삭제(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>그대로 두기(&amp;K)</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Transcribing</name>
    <message>
        <source>Recording</source>
        <translation>녹음 중</translation>
    </message>
    <message>
        <source>Being transcribed</source>
        <translation>인식 중</translation>
    </message>
    <message>
        <source>Reading the recording, loading the speech model…</source>
        <translation>녹음을 읽고 음성 인식 모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>Transcribing: {done} of {total}</source>
        <translation>음성 인식 중: {done} / {total}</translation>
    </message>
</context>
<context>
    <name>TranscriptPanel</name>
    <message>
        <source>Transcript</source>
        <translation>대화 기록</translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation>대화 언어</translation>
    </message>
    <message>
        <source>Detect language</source>
        <translation>언어 자동 감지</translation>
    </message>
    <message>
        <source>Being said</source>
        <translation>말하는 중</translation>
    </message>
    <message>
        <source>{language}, detected with {certainty} % certainty</source>
        <translation>{language} (자동 감지, 확실도 {certainty}%)</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation>대화 기록</translation>
    </message>
    <message>
        <source>Space plays, F2 corrects the words</source>
        <translation>Space: 재생, F2: 문구 고치기</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Correct words…</source>
        <translation>문구 고치기(&amp;C)…</translation>
    </message>
    <message>
        <source>Put back what was &amp;heard</source>
        <translation>들린 대로 되돌리기(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Speaker</source>
        <translation>화자(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Everything by this voice</source>
        <translation>이 목소리 전체의 화자(&amp;E)</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>제외함: {reason}</translation>
    </message>
    <message>
        <source>heard as “{words}”</source>
        <translation>인식된 말: “{words}”</translation>
    </message>
</context>
<context>
    <name>TypedKeyPage</name>
    <message>
        <source>Open the vault with the recovery key</source>
        <translation>복구 키로 보관소 열기</translation>
    </message>
    <message>
        <source>Type the nine groups that were written down or saved when the vault was made. Spaces, dashes and capital letters do not matter. Nothing is changed until you have chosen a new passphrase.</source>
        <translation>보관소를 만들 때 적어 두거나 저장한 아홉 묶음을 입력하세요. 띄어쓰기, 하이픈, 대소문자는 구분하지 않습니다. 새 암호 문구를 정하기 전에는 아무것도 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>계속(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>이전(&amp;B)</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 키</translation>
    </message>
</context>
<context>
    <name>UndoHistory</name>
    <message>
        <source>Taken back: {step}.</source>
        <translation>실행 취소함: {step}.</translation>
    </message>
    <message>
        <source>Made again: {step}.</source>
        <translation>다시 실행함: {step}.</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Language of the window</source>
        <translation>화면 언어</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>보관소 열기</translation>
    </message>
    <message>
        <source>Your encounters are encrypted on this computer.</source>
        <translation>진료 기록은 이 컴퓨터에 암호화되어 있습니다.</translation>
    </message>
    <message>
        <source>Choose a new passphrase</source>
        <translation>새 암호 문구 정하기</translation>
    </message>
    <message>
        <source>The recovery key fits. From now on only the new passphrase opens the vault, not the forgotten one.</source>
        <translation>복구 키가 맞습니다. 앞으로는 잊은 암호 문구 대신 새 암호 문구로만 보관소가 열립니다.</translation>
    </message>
    <message>
        <source>C&amp;hange passphrase</source>
        <translation>암호 문구 변경(&amp;H)</translation>
    </message>
    <message>
        <source>Changing the passphrase…</source>
        <translation>암호 문구를 바꾸는 중…</translation>
    </message>
    <message>
        <source>The passphrase is changed. This new recovery key takes the place of the one you typed, as soon as you have typed its last group. It is shown this one time. Write it down and keep it away from this computer.</source>
        <translation>암호 문구를 바꾸었습니다. 마지막 묶음을 입력하면 이 새 복구 키가 방금 입력한 키를 대신합니다. 지금 한 번만 표시되니 적어서 이 컴퓨터와 떨어진 곳에 보관하세요.</translation>
    </message>
    <message>
        <source>&amp;Open Saegim</source>
        <translation>새김 열기(&amp;O)</translation>
    </message>
    <message>
        <source>If the passphrase is ever forgotten, only this key opens the vault. It is shown this one time. Write it down and keep it away from this computer.</source>
        <translation>암호 문구를 잊으면 이 키로만 보관소를 열 수 있습니다. 지금 한 번만 표시되니 적어서 이 컴퓨터와 떨어진 곳에 보관하세요.</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>열기(&amp;U)</translation>
    </message>
    <message>
        <source>Create the vault</source>
        <translation>보관소 만들기</translation>
    </message>
    <message>
        <source>Everything Saegim keeps is encrypted on this computer with a passphrase that only you know. Choose a sentence that you will remember.</source>
        <translation>새김이 보관하는 모든 내용은 본인만 아는 암호 문구로 이 컴퓨터에 암호화됩니다. 기억하기 쉬운 문장을 정하세요.</translation>
    </message>
    <message>
        <source>&amp;Create vault</source>
        <translation>보관소 만들기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Creating the vault…</source>
        <translation>보관소를 만드는 중…</translation>
    </message>
</context>
<context>
    <name>VocabularyDialog</name>
    <message>
        <source>Vocabulary</source>
        <translation>어휘</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>인식된 말</translation>
    </message>
    <message>
        <source>Meant</source>
        <translation>실제 말</translation>
    </message>
    <message>
        <source>Words of the clinic</source>
        <translation>이 의료기관의 말</translation>
    </message>
    <message>
        <source>Recognised as (optional)</source>
        <translation>인식된 말 (선택)</translation>
    </message>
    <message>
        <source>Word that is meant</source>
        <translation>실제 말</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>추가(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>삭제(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Terms of these specialties are put right where they were misheard:</source>
        <translation>선택한 진료과의 용어가 잘못 인식되면 바로잡습니다:</translation>
    </message>
    <message>
        <source>Names, wards and products of this clinic, and what recognition always gets wrong. Nothing is written where nothing like it was said; what was heard stays with the line and can be put back.</source>
        <translation>이 의료기관의 이름·병동·제품명과, 늘 잘못 인식되는 말을 적습니다. 비슷한 말이 들리지 않은 곳에는 아무것도 쓰지 않으며, 처음 인식된 말은 줄에 남아 있어 되돌릴 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>WaveformStrip</name>
    <message>
        <source>Recording</source>
        <translation>녹음</translation>
    </message>
    <message>
        <source>{place} of {whole}</source>
        <translation>{whole} 중 {place}</translation>
    </message>
    <message>
        <source>loop {start} to {end}</source>
        <translation>{start}부터 {end}까지 반복</translation>
    </message>
    <message>
        <source>selected {start} to {end}</source>
        <translation>{start}부터 {end}까지 선택</translation>
    </message>
    <message>
        <source>Paused here</source>
        <translation>여기서 일시정지함</translation>
    </message>
    <message>
        <source>Off the record here</source>
        <translation>여기서 녹음에서 제외함</translation>
    </message>
    <message>
        <source>Marked here</source>
        <translation>여기에 표시함</translation>
    </message>
</context>
<context>
    <name>WishBar</name>
    <message>
        <source>Shorter</source>
        <translation>더 짧게</translation>
    </message>
    <message>
        <source>In more detail</source>
        <translation>더 자세히</translation>
    </message>
    <message>
        <source>One line</source>
        <translation>한 줄로</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>목록으로</translation>
    </message>
    <message>
        <source>What the model should change</source>
        <translation>모델이 바꿀 내용</translation>
    </message>
    <message>
        <source>Ask the model: shorter, add what was said about …</source>
        <translation>모델에 요청: 더 짧게, …에 대해 말한 내용 추가</translation>
    </message>
    <message>
        <source>Written again. Read it before you save; {key} brings back what stood there.</source>
        <translation>다시 썼습니다. 저장하기 전에 읽어 보세요. {key} 키를 누르면 이전 내용으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>다시 쓰기</translation>
    </message>
    <message>
        <source>The model writes the section anew. Nothing is kept before you save.</source>
        <translation>모델이 항목을 다시 쓰고 있습니다. 저장하기 전에는 아무것도 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>The model found nothing in the talk for this.</source>
        <translation>대화에서 해당하는 내용을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Written again, without what nobody said:</source>
        <translation>다시 썼습니다. 말하지 않은 내용은 제외했습니다:</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>그만 쓰기</translation>
    </message>
</context>
<context>
    <name>WorkDesk</name>
    <message>
        <source>It holds your work. Lines in your words: {lines}. Confirmed flags: {confirmations}.</source>
        <translation>직접 쓴 문장 {lines}개와 확인한 표시 {confirmations}개가 들어 있습니다.</translation>
    </message>
    <message>
        <source>You have taken lines out of it.</source>
        <translation>문장을 지운 초안입니다.</translation>
    </message>
    <message>
        <source>The new draft takes its place. This one can be brought back from the menu Note.</source>
        <translation>새 초안으로 바뀌며, 지금 초안은 ‘노트’ 메뉴에서 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Replace the draft that you have worked on?</source>
        <translation>직접 손본 초안을 새 초안으로 바꿀까요?</translation>
    </message>
    <message>
        <source>Draft &amp;anew</source>
        <translation>새로 작성(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keep my draft</source>
        <translation>지금 초안 유지(&amp;K)</translation>
    </message>
</context>
</TS>
